"""Real servers for the tests of publication: sshd, nginx and rclone, each on a free port."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from sitemaker import ROOT

from generator import cli

SAMPLE = ROOT / "scripts/systemd/nginx-site.conf"


def needs(*programs):
    """Skip a test where a program is missing; say which."""
    absent = [name for name in programs if not find(name)]
    return pytest.mark.skipif(bool(absent), reason=f"not installed: {', '.join(absent)}")


def find(name):
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def wait_for(port, process):
    """Wait until *process* listens."""
    for _ in range(200):
        assert process.poll() is None, "the server did not start"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    message = "the server does not listen"
    raise TimeoutError(message)


@contextlib.contextmanager
def running(command, port, log):
    with log.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, stdin=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(10)


@dataclass(frozen=True)
class SshServer:
    """An sshd with keys of its own, and a folder with an `ssh` that knows them."""

    port: int
    path: str
    config: Path
    known_hosts: Path
    key: Path

    def place(self, root):
        return f"ssh://127.0.0.1:{self.port}{root}"


def make_key(file):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file], check=True)
    return file


@contextlib.contextmanager
def ssh_server(folder):
    """Run an sshd that lets in whoever runs the tests, with a key made for it."""
    folder.mkdir()
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port, host_key, key = free_port(), make_key(folder / "host"), make_key(folder / "user")
    shutil.copy(folder / "user.pub", folder / "authorized")
    (folder / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {host_key}\nPidFile none\nUsePAM no\n"
        f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nMaxStartups 100\n"
        "PermitRootLogin yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
    )
    known = folder / "known_hosts"
    known.write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    config = folder / "ssh_config"
    config.write_text(
        f"Host *\nIdentityFile {key}\nIdentitiesOnly yes\nUserKnownHostsFile {known}\n"
        "GlobalKnownHostsFile none\nLogLevel ERROR\n"
    )
    programs = folder / "bin"
    programs.mkdir()
    wrapper = programs / "ssh"
    wrapper.write_text(f'#!/bin/sh\nexec {find("ssh")} -F {config} "$@"\n')
    wrapper.chmod(0o755)
    command = [find("sshd"), "-D", "-e", "-f", folder / "sshd_config"]
    with running(command, port, folder / "log"):
        path = f"{programs}:{os.environ['PATH']}"
        yield SshServer(port, path, config, known, key)


@contextlib.contextmanager
def nginx(folder, root, *, port=0, headers=None):
    """Serve *root* with our sample and *headers* (the sample site's); give the address."""
    folder.mkdir()
    port = port or free_port()
    sample = SAMPLE.read_text("utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    sample = sample.replace("/PUBLISHED", str(root))
    told = folder / "bantin-headers.conf"
    told.write_text(headers_for(ROOT, "nginx") if headers is None else headers, "utf-8")
    sample = sample.replace("/etc/nginx/bantin-headers.conf", str(told))
    user = "user nobody nogroup;\n" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\nworker_processes 2;\npid {folder}/pid;\nerror_log {folder}/errors;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{sample}}}\n",
        "utf-8",
    )
    command = [find("nginx"), "-e", folder / "errors", "-c", folder / "nginx.conf"]
    with running(command, port, folder / "log"):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def caddy(folder, root, headers):
    """Serve *root* by Caddy with *headers*; give the address."""
    folder.mkdir()
    port = free_port()
    (folder / "headers").write_text(headers, "utf-8")
    (folder / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\troot * {root}\n"
        f"\timport {folder}/headers\n\tfile_server\n"
        "\thandle_errors {\n\t\trewrite * /404.html\n\t\tfile_server\n\t}\n}\n",
        "utf-8",
    )
    command = [find("caddy"), "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"]
    with running(command, port, folder / "log"):
        yield f"http://127.0.0.1:{port}"


def headers_for(root, server):
    """Return what `bantin headers` writes for *server*, of the site in *root*."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert cli.main(["headers", "-f", str(root / "mkdocs.yml"), server]) == 0
    return told.getvalue()


@contextlib.contextmanager
def webdav(folder, root):
    """Serve *root* by WebDAV; give a remote's lines for rclone.conf."""
    port = free_port()
    root.mkdir(parents=True)
    serve = ("rclone", "serve", "webdav", "--dir-cache-time=0", "--addr", f"127.0.0.1:{port}")
    command = [*serve, root]
    with running(command, port, folder / "webdav.log"):
        yield f"[dav]\ntype = webdav\nurl = http://127.0.0.1:{port}/\nvendor = other\n"


def get(address):
    """Return status, headers and body of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 -- our own server
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as reason:
        return reason.code, reason.headers, reason.read()
