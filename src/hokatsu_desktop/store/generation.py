"""Making a store and opening it: the two ways to get an OpenStore."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

from hokatsu_desktop.store import in_use
from hokatsu_desktop.store.anchor import Anchor, FoundAnchor, read_anchor
from hokatsu_desktop.store.building import inspect_file, partial_generation
from hokatsu_desktop.store.chain import head_of
from hokatsu_desktop.store.connection import RawConnection, open_raw
from hokatsu_desktop.store.data_folder import KEYS_NAME, DataFolder, GenerationFolder
