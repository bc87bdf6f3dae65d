"""What is remembered of open pages: their conversation, until an hour after the page was closed.

Gradio would also keep, of every page that was ever opened, what each of its parts showed last: the whole
conversation, the source, the document. That is for links which we do not offer, and only goes when
more than a thousand pages were opened since.
"""

from __future__ import annotations

from typing import Any

from gradio.state_holder import SessionState, StateHolder


class _Session(SessionState):
    """One open page; what it shows is known to the reader's browser alone."""

    def __init__(self, blocks: Any) -> None:
        super().__init__(blocks)
        self.config_values.clear()

    def __setitem__(self, key: int, value: Any) -> None:
        super().__setitem__(key, value)
        self.config_values.clear()

    def _update_config(self, key: int) -> None:
        pass

    def _update_value_in_config(self, key: int, value: Any) -> None:
        pass


class Sessions(StateHolder):
    """All open pages, and those that were closed in the last hour."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def __getitem__(self, session_id: str) -> SessionState:
        if session_id not in self.session_data:
            self.session_data[session_id] = _Session(self.blocks)
        return super().__getitem__(session_id)

    def delete_all_expired_state(self) -> None:
        """Called every second. Gradio lets go of a conversation; what is left of its page goes too."""
        super().delete_all_expired_state()  # type: ignore[no-untyped-call]
        for session_id, session in list(self.session_data.items()):
            if session.is_closed and not session.state_data.keys() & session._state_ttl.keys():
                self.session_data.pop(session_id, None)
                self.time_last_used.pop(session_id, None)
