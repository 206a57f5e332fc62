# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What people come for, from the first click to the end, in the program itself.

Usage: journeys.py JOURNEY REFRAIN REFRAIN-CLI
"""

import os
import re
import subprocess
import sys
import traceback
import warnings

# The binding's newer names are not in Debian 12.
warnings.simplefilter("ignore", DeprecationWarning)

from journey_app import (  # noqa: E402
    SKIPPED,
    App,
    Atspi,
    find,
    find_accessibility_bus,
    get_name,
    press,
    walk,
)

VIDEO_SONG = "Harbour Lights"
TASK_ID = "demo-night-train"
TASK_TITLE = "Nachtzug nach Nirgendwo"


def get_seconds(player):
    """Where the player is, as the player bar writes it first."""
    for node in walk(player):
        match = re.fullmatch(r"(\d+):(\d\d)", get_name(node))
        if match:
            return int(match[1]) * 60 + int(match[2])
    return None


def find_player(app):
    return app.find(Atspi.Role.PANEL, "Player")


def show_demo_songs(app):
    app.start()
    app.assert_named()
    app.press("Look Around with Demo Songs")
    app.wait_for(Atspi.Role.LABEL, "26 songs")
    return app.wait_for(Atspi.Role.TABLE, "Songs")


def do(node, name):
    """Does the one of a node's actions that has this name."""
    for index in range(Atspi.Action.get_n_actions(node)):
        if Atspi.Action.get_action_name(node, index) == name:
            assert Atspi.Action.do_action(node, index), name
            return
    raise AssertionError(f"“{node.get_name()}” cannot do {name}")


def open_song(app, name):
    card = app.wait_for(Atspi.Role.PANEL, name)
    do(card, "clip.open")
    return app.wait_for(Atspi.Role.HEADING, "Lyrics")


def look_around(app, refrain_cli):
    """First run, demo songs, one of them plays."""
    songs = show_demo_songs(app)
    app.assert_named()
    card = app.wait(
        lambda: find(songs, Atspi.Role.PANEL, matches=lambda node: ", " in node.get_name()),
        "a song",
    )
    title = card.get_name().split(", ")[0]
    press(app.wait(lambda: find(card, Atspi.Role.PUSH_BUTTON, "Play"), "its play button"))
    player = app.wait(lambda: find_player(app), "the player bar")
    app.wait(lambda: find(player, Atspi.Role.LABEL, title), f"“{title}” in the player bar")
    first = app.wait(lambda: get_seconds(player), "the position to be more than nothing")
    app.wait(lambda: (get_seconds(player) or 0) > first, "the position to move on")
    app.assert_named()
    press(app.wait(lambda: find(player, Atspi.Role.PUSH_BUTTON, "Pause"), "the pause button"))
    app.wait(lambda: find(player, Atspi.Role.PUSH_BUTTON, "Play"), "the song to pause")


def find_saved(app, suffix):
    folder = os.path.join(app.home, "Music", "Refrain")
    for root, _folders, names in os.walk(folder):
        for name in names:
            if name.endswith(suffix) and not name.startswith("."):
                return os.path.join(root, name)
    return None


def assert_whole(path, title):
    """The file plays to its end, says what it is, and has a cover and words inside."""
    import mutagen.id3

    answer = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "null", "-"], stderr=subprocess.PIPE, text=True
    )
    assert answer.returncode == 0 and not answer.stderr, answer.stderr
    tags = mutagen.id3.ID3(path)
    assert tags["TIT2"].text == [title], tags["TIT2"]
    assert any(key.startswith("APIC") for key in tags), sorted(tags)
    assert any(TASK_ID in str(frame) for frame in tags.values()), tags.pprint()


def connect_and_save(app, refrain_cli):
    """A gateway is connected by typing, a task opened by its id, a song of it saved."""
    gateway = app.start_other(refrain_cli, "serve-demo")
    address = gateway.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:"), address
    app.start()
    app.press("Connect a Gateway")
    app.wait(lambda: app.has_window("Connect a Gateway"), "the dialog")
    app.assert_named()
    app.key("alt+a", "Connect a Gateway")
    app.type(address, "Connect a Gateway")
    app.wait_for(name="This gateway answers", within="Connect a Gateway")
    app.press("Save", within="Connect a Gateway")
    app.wait(lambda: not app.has_window("Connect a Gateway"), "the dialog to close")
    app.wait_for(name="No Songs Yet")

    app.key("ctrl+o")
    app.wait(lambda: app.has_window("Open by Id"), "the dialog")
    app.assert_named()
    app.type(TASK_ID, "Open by Id")
    app.press("Open", within="Open by Id")
    app.wait(lambda: not app.has_window("Open by Id"), "the dialog to close")
    app.wait_for(name="Tasks")
    app.wait_for(Atspi.Role.LABEL, TASK_ID)

    app.key("alt+1")
    open_song(app, TASK_TITLE)
    app.press("Save to disk")
    path = app.wait(lambda: find_saved(app, ".mp3"), "the file")
    app.wait_for(matches=lambda node: "Saved" in node.get_name())
    assert_whole(path, TASK_TITLE)


def watch_video(app, refrain_cli):
    """A song's video plays in its page and on the full screen."""
    show_demo_songs(app)
    app.key("ctrl+f")
    app.type("harbour lights", "Refrain")
    app.wait_for(Atspi.Role.LABEL, "2 songs")
    open_song(app, VIDEO_SONG)
    app.assert_named()
    app.press("Play Video")
    video = app.wait_for(Atspi.Role.PANEL, "Video")
    extents = Atspi.Component.get_extents(video, Atspi.CoordType.WINDOW)
    assert extents.width >= 200 and extents.height >= 100, (extents.width, extents.height)
    player = app.wait(lambda: find_player(app), "the player bar")
    app.wait(lambda: (get_seconds(player) or 0) > 0, "the video to move")
    app.assert_named()

    app.key("f")
    app.wait(lambda: app.has_window(VIDEO_SONG), "the full screen")
    app.wait_for(Atspi.Role.PANEL, "Video", within=VIDEO_SONG)
    app.assert_named()
    app.key("Escape", VIDEO_SONG)
    app.wait(lambda: not app.has_window(VIDEO_SONG), "the full screen to end")
    app.wait_for(Atspi.Role.PANEL, "Video")
    app.key("alt+Left")
    app.wait_for(Atspi.Role.LABEL, "2 songs")


JOURNEYS = {
    "look-around": look_around,
    "connect-and-save": connect_and_save,
    "watch-video": watch_video,
}


def main(name, refrain, refrain_cli):
    reason = find_accessibility_bus()
    if reason is not None:
        print(f"skipped: {reason}")
        return SKIPPED

    app = App(refrain)
    try:
        JOURNEYS[name](app, refrain_cli)
        status = app.stop()
        assert status == 0, f"the program ended with {status}"
        app.assert_content()
        print(f"ok: {name}")
        return 0
    except Exception:
        traceback.print_exc()
        app.print_tree()
        return 1
    finally:
        app.clean_up()


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in JOURNEYS:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(*sys.argv[1:]))
