"""Groups and pages elsewhere that carry the bulletin to members."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.fields import Id, Line, Model, Note, Slug, WebAddress


class Network(StrEnum):
    """What a channel is, as it is written in `channels.yml`."""

    ZALO_GROUP = "zalo-nhom"
    ZALO_ACCOUNT = "zalo-oa"
    FACEBOOK_GROUP = "facebook-nhom"
    FACEBOOK_PAGE = "facebook-trang"
    TELEGRAM = "telegram"
    YOUTUBE = "youtube"


class Channel(Model):
    """
    A group or page with the address by which one joins it.

    `unit` is whose members it serves (everyone, if it is not set); `feed` is the listing that is
    passed on there, by the folder or address of that listing: `khan`, `chu-de/an-toan`.
    """

    id: Slug
    name: Annotated[Line, Field(max_length=100)]
    network: Network
    url: WebAddress
    about: Note | None = None
    unit: Id | None = None
    feed: Id | None = None
