"""Gets Debian's packages, binary or source, into a folder, and leaves the machine as it was.

The source list is derived from the machine's own; lists, cache and results are private.
"""

import os
import pathlib
import re
import shutil
import subprocess

MACHINE = pathlib.Path("/etc/apt")


def derived_lists():
    """The machine's entries for Debian's own archive, each asked for binary and source packages.

    Yields the name of a list file and its text. Entries of other archives are left out.
    """
    for path in [MACHINE / "sources.list", *sorted((MACHINE / "sources.list.d").glob("*"))]:
        if not path.is_file():
            continue
        text = path.read_text()
        if path.suffix == ".sources":
            stanzas = [re.sub(r"(?m)^Types:.*$", "Types: deb deb-src", stanza)
                       for stanza in re.split(r"\n\s*\n", text)
                       if re.search(r"(?m)^URIs:\s*\S*/debian", stanza)]
            if stanzas:
                yield path.name, "\n\n".join(stanzas) + "\n"
        elif path.suffix == ".list":
            lines = [line for line in text.splitlines()
                     if re.match(r"\s*deb(-src)?\s", line) and re.search(r"\s\S+/debian", line)]
            entries = sorted({re.sub(r"^\s*deb(-src)?\s", f"{kind} ", line)
                              for line in lines for kind in ("deb", "deb-src")})
            if entries:
                yield path.name, "\n".join(entries) + "\n"


class Archive:
    """Debian's archive as this machine is set up to reach it, with all state below FOLDER."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        self.files = self.folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.updated = False

    def apt(self, *arguments):
        parts, lists, cache = (self.folder / name for name in ("sources.list.d", "lists", "cache"))
        if not self.updated:
            shutil.rmtree(parts, ignore_errors=True)
            for made in (parts, lists / "partial", cache / "archives/partial"):
                made.mkdir(parents=True, exist_ok=True)
            for name, text in derived_lists():
                (parts / name).write_text(text)
            self.updated = True
            self.apt("update")
        command = ["apt-get", "-qq", "-o", "Dir::Etc::SourceList=/dev/null",
                   "-o", f"Dir::Etc::SourceParts={parts}", "-o", f"Dir::State::Lists={lists}",
                   "-o", f"Dir::Cache={cache}", "-o", "APT::Sandbox::User=root", *arguments]
        run = subprocess.run(command, cwd=self.files, capture_output=True, text=True)
        if run.returncode != 0:
            raise RuntimeError(f"apt-get {' '.join(arguments)}: {run.stderr.strip()}")

    def binary(self, names):
        """The .deb files of the packages NAMES; those that are not there yet are fetched."""
        missing = [name for name in names if not list(self.files.glob(f"{name}_*.deb"))]
        if missing:
            self.apt("download", *missing)
        return {name: max(self.files.glob(f"{name}_*.deb")) for name in names}

    def source(self, names):
        """The .dsc files of the source packages NAMES, with what they list beside them."""
        missing = [name for name in names if not list(self.files.glob(f"{name}_*.dsc"))]
        if missing:
            try:
                self.apt("source", "--download-only", *missing)
            except RuntimeError:
                # A .dsc without its tarballs would count as there the next time.
                for name in missing:
                    for path in self.files.glob(f"{name}_*.dsc"):
                        path.unlink()
                raise
        return {name: max(self.files.glob(f"{name}_*.dsc")) for name in names}


def version(path):
    """The version in the name of a .deb or .dsc file."""
    return path.name.rsplit(".", 1)[0].split("_")[1].replace("%3a", ":")


def unpack(path, folder):
    """Unpacks a .deb or .dsc file into FOLDER, once; a .deb's scripts go to FOLDER.control."""
    folder = pathlib.Path(folder)
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    if path.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", path, partial], check=True)
        control = folder.with_name(folder.name + ".control")
        shutil.rmtree(control, ignore_errors=True)
        subprocess.run(["dpkg-deb", "-e", path, control], check=True)
    else:
        subprocess.run(["dpkg-source", "--no-check", "-x", path, partial], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.rename(partial, folder)
    return folder
