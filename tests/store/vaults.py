"""A keyring in memory, and the ways in which a real one fails."""

from dataclasses import dataclass, field


class VaultTrouble(Exception):
    """What a keyring raises; each has errors of its own."""


@dataclass
class FakeVault:
    """The keyring of one user on one PC."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    is_away: bool = False  # locked, or its service does not run
    forgets: bool = False  # takes everything and keeps nothing

    def get_password(self, service: str, username: str) -> str | None:
        """The secret kept under a name."""
        self._be_there()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps a secret under a name."""
        self._be_there()
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forgets what is kept under a name."""
        self._be_there()
        del self.kept[service, username]

    def _be_there(self) -> None:
        if self.is_away:
            raise VaultTrouble
