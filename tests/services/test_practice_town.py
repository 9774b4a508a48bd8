"""x"""
from datetime import date
import time
from collections import Counter
from hokatsu_desktop.services.practice_town import build_practice_town
from sqlalchemy import create_engine, text, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2
from hokatsu_desktop.models import *
from tests.services.conftest import INDEX, Clock
def test_x():
    clock=Clock()
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(":memory:"), poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False, info={"chain_key": b"k" * 32, "clock": clock}) as session:
        session.execute(text(INDEX))
        session.execute(text("PRAGMA foreign_keys=ON"))
        def setc(m): clock.moment=m
        t=time.perf_counter()
        build_practice_town(session, date(2026,11,23), setc)
        session.commit()
        print(time.perf_counter()-t)
        print(Counter(c.stage for c in session.scalars(select(Case))))
        for c in session.scalars(select(Case).order_by(Case.id)):
            print(c.id,c.number,c.title,c.stage,c.last_contact_on,c.next_on,c.next_what,c.lead_supporter)
        for m in session.scalars(select(Meeting)): print(m.id,m.number,m.name,m.held_on,m.state,m.minutes)
        print(session.query(ChangeEntry).count(), session.query(Note).count(), session.query(Task).count())
        from hokatsu_desktop.services.today import today_page
        for g in today_page(session):
            print("##",g.title)
            for r in g.rows: print("  ",r.mark,r.title,"|",r.meta)
    engine.dispose()
