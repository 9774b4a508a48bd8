"""The encrypted store: keys, generations, opening with all its checks, migrations, backup. It only stores."""
