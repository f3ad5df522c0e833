"""A .torrent file itself: the magnet of its infohash, its name and the files inside."""

from __future__ import annotations

from typing import Final

from core.types import Channel, Page
from crawler.extract import bencode
from crawler.extract.offer import offer, words
from crawler.extract.reading import Reading
from crawler.links import classify

_NAMED: Final = 50  # file names beyond these say nothing new


class TorrentFileFamily:
    """A bencoded torrent."""

    name = "torrent_file"
    channel: Channel = "torrent"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        return bencode.is_torrent(page.body)

    def read(self, page: Page) -> Reading:
        torrent = bencode.read_torrent(page.body)
        if torrent is None:
            return Reading(self.name, trouble="broken")
        exact = f"btih:{torrent.infohash}" if torrent.infohash else f"btmh:1220{torrent.infohash2}"
        link = classify(f"magnet:?xt=urn:{exact}")
        if link is None:
            return Reading(self.name, trouble="broken")
        files = [path.rpartition("/")[2] for path in torrent.files[:_NAMED]]
        said = words(("item", torrent.name), *(("file_name", name) for name in files), ("meta", torrent.comment))
        return Reading(self.name, (offer(page, self.channel, link, (*said, *page.context)),), title=torrent.name)


FAMILY: Final = TorrentFileFamily()
