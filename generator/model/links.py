"""Places elsewhere where an organisation or a unit is found."""

from __future__ import annotations

from generator.model.fields import Model, WebAddress


class Links(Model):
    """Channels by name; what is not set is not shown."""

    facebook: WebAddress | None = None
    zalo: WebAddress | None = None
    youtube: WebAddress | None = None
