"""Gets Debian's source packages and unpacks a part of them, and leaves the machine as it was.

apt reads a source list derived from the machine's own, its `deb` entries as `deb-src`; it keeps
lists, cache and state in a folder of its own. Nothing of a package is run.
"""

import glob
import os
import re
import shutil
import subprocess
import tarfile


class Unavailable(Exception):
    """A package cannot be had."""


def as_source_stanzas(text):
    """The stanzas of a deb822 `.sources` file that name binary packages, for source packages."""
    stanzas = []
    for stanza in re.split(r"\n\s*\n", re.sub(r"(?m)^#.*\n?", "", text)):
        if re.search(r"(?mi)^Types:.*\bdeb\b", stanza) and not re.search(
                r"(?mi)^Enabled:\s*(no|false)", stanza):
            stanzas.append(re.sub(r"(?mi)^Types:.*$", "Types: deb-src", stanza.strip()))
    return "\n\n".join(stanzas)


def as_source_lines(text):
    """The same for a one-line-style `.list` file."""
    lines = re.findall(r"(?m)^\s*deb(\s+(?:\[[^]]*\]\s*)?\S.*)$", text)
    return "\n".join("deb-src" + re.sub(r"\s*#.*", "", line) for line in lines)


def machine_sources():
    """The machine's source lists: pairs of a file's extension and its text for source packages."""
    places = subprocess.run(
        ["apt-config", "shell", "list", "Dir::Etc::sourcelist/f", "parts",
         "Dir::Etc::sourceparts/d"], capture_output=True, text=True, check=True).stdout
    places = dict(re.findall(r"(?m)^(\w+)='(.*)'$", places))
    files = [places.get("list", "")] + sorted(glob.glob(places.get("parts", "") + "/*"))
    found = []
    for path in files:
        if os.path.isfile(path) and path.endswith((".list", ".sources")):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            convert = as_source_stanzas if path.endswith(".sources") else as_source_lines
            found.append((os.path.splitext(path)[1], convert(text)))
    return [(extension, text) for extension, text in found if text]


def apt(folder, *arguments):
    """Runs apt-get with everything it keeps below FOLDER."""
    settings = {
        "Dir::Etc::sourcelist": "/dev/null", "Dir::Etc::sourceparts": f"{folder}/sources.list.d",
        "Dir::State::lists": f"{folder}/lists", "Dir::Cache": f"{folder}/cache",
        "Acquire::Languages": "none", "APT::Get::List-Cleanup": "false",
    }
    if os.getuid() == 0:
        settings["APT::Sandbox::User"] = "root"
    options = [word for item in settings.items() for word in ("-o", "=".join(item))]
    return subprocess.run(["apt-get", "-q"] + options + list(arguments), text=True,
                          cwd=f"{folder}/archives", stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def download(folder, packages):
    """Puts the archives of the source PACKAGES into FOLDER/archives."""
    for part in ("sources.list.d", "lists/partial", "cache/archives/partial"):
        os.makedirs(f"{folder}/{part}", exist_ok=True)
    for number, (extension, text) in enumerate(machine_sources()):
        with open(f"{folder}/sources.list.d/{number}{extension}", "w", encoding="utf-8") as file:
            file.write(text + "\n")
    # A list that cannot be had matters only if the package is not in another one.
    update = apt(folder, "update")
    run = apt(folder, "source", "--download-only", *packages)
    if run.returncode != 0:
        raise Unavailable(f"apt-get source {' '.join(packages)}:\n{update.stdout}{run.stdout}")
    # The lists are a hundred times as large as the packages.
    for part in ("sources.list.d", "lists", "cache"):
        shutil.rmtree(f"{folder}/{part}")


def unpack(archive, parts, folder):
    """Puts what ARCHIVE's top folder holds below PARTS into FOLDER."""
    with tarfile.open(archive) as tar:
        members = []
        for member in tar:
            name = member.name.split("/", 1)[-1]
            if any(name == part or name.startswith(part + "/") for part in parts):
                member.name = name
                members.append(member)
        safe = {"filter": "tar"} if hasattr(tarfile, "tar_filter") else {}
        tar.extractall(folder, members, **safe)


def sources(folder, wanted):
    """The folders of source packages, by name. WANTED has for each package the parts needed."""
    os.makedirs(f"{folder}/archives", exist_ok=True)

    def archive(package):
        found = glob.glob(f"{folder}/archives/{package}_*.orig.tar.*")
        return next((path for path in sorted(found) if not path.endswith(".asc")), None)

    missing = [package for package in wanted if archive(package) is None]
    if missing:
        download(folder, missing)
    for package, parts in wanted.items():
        if not os.path.isdir(f"{folder}/{package}"):
            if archive(package) is None:
                raise Unavailable(f"{package}: no .orig.tar")
            partial = f"{folder}/{package}.partial"
            shutil.rmtree(partial, ignore_errors=True)
            unpack(archive(package), parts, partial)
            os.rename(partial, f"{folder}/{package}")
    return {package: f"{folder}/{package}" for package in wanted}
