"""nginx before a built site, as a host runs it: compressed, with names that hold a digest kept."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.programs import MissingProgramError

_WAIT_S = 5
# Not the system's own list: then the figures would follow the machine.
_TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js mjs",
    "text/csv": "csv",
    "application/json": "json map",
    "application/manifest+json": "webmanifest",
    "application/wasm": "wasm",
    "application/xml": "xml",
    "image/svg+xml": "svg",
    "image/jpeg": "jpg jpeg",
    "image/png": "png",
    "image/webp": "webp",
    "image/avif": "avif",
    "font/woff2": "woff2",
}
_CONFIG = """\
daemon off;
worker_processes 1;
{user}
pid {work}/pid;
error_log {work}/errors;
events {{}}
http {{
  access_log off;
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  types {{
{types}
  }}
  charset utf-8;
  charset_types text/css text/javascript application/json application/xml;
  gzip on;
  gzip_vary on;
  gzip_min_length 256;
  gzip_comp_level 6;
  gzip_types text/css text/javascript application/json application/xml image/svg+xml;
{servers}
}}
"""
_SERVER = """\
  server {{
    listen 127.0.0.1:{port};
    root {root};
    error_page 404 /404.html;
    add_header Cache-Control "public, max-age=60" always;
    location ~ "\\.[0-9a-f]{{8,}}(\\.min)?\\.[a-z0-9]+$" {{
      add_header Cache-Control "public, max-age=31536000, immutable";
    }}
    location ~ \\.(?:jpe?g|png|webp|avif|svg)$ {{
      add_header Cache-Control "public, max-age=31536000";
    }}
  }}
"""


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on now."""
    with contextlib.ExitStack() as taken:
        sockets = [taken.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def configuration(work: Path, roots: dict[int, Path]) -> str:
    """Return nginx's configuration: each folder of *roots* on its port, its own files in *work*."""
    return _CONFIG.format(
        # A temporary folder is its owner's alone, and as root nginx would serve as nobody.
        user="user root;" if os.geteuid() == 0 else "",
        work=work,
        types="\n".join(f"    {name} {endings};" for name, endings in _TYPES.items()),
        servers="".join(_SERVER.format(port=port, root=root) for port, root in roots.items()),
    )


@contextlib.contextmanager
def serving(work: Path, roots: dict[int, Path]) -> Iterator[None]:
    """
    Serve each folder of *roots* on its port meanwhile; *work* is a folder for nginx's own files.

    Raises:
        MissingProgramError: nginx is not installed, or did not start.
    """
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if program is None:
        message = "nginx is not installed: apt-get install nginx-light"
        raise MissingProgramError(message)
    work.mkdir()
    config = work / "nginx.conf"
    config.write_text(configuration(work, roots), encoding="utf-8")
    process = subprocess.Popen([program, "-e", work / "errors", "-c", config])
    try:
        for port in roots:
            _wait_for(port, work / "errors")
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, errors: Path) -> None:
    deadline_s = time.monotonic() + _WAIT_S
    while time.monotonic() < deadline_s:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    told = errors.read_text("utf-8", errors="replace") if errors.exists() else ""
    message = f"nginx did not start: {told.strip()}"
    raise MissingProgramError(message)
