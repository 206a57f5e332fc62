# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The program under test as somebody with a screen reader and a keyboard has it.

Everything is seen over the accessibility bus; what is pressed is pressed by its accessible action,
and keys go to the window by the display, as those of a keyboard do.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import gi

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi, GLib  # noqa: E402

# A machine with a lot to do answers late: it shall be waited for, not failed.
Atspi.set_timeout(20000, 60000)

SKIPPED = 77
# The longest that anything may take, in seconds.
PATIENCE = 20
# How often is looked again, in milliseconds.
PAUSE = 40
BUTTONS = (
    Atspi.Role.PUSH_BUTTON,
    Atspi.Role.TOGGLE_BUTTON,
    Atspi.Role.CHECK_BOX,
    Atspi.Role.RADIO_BUTTON,
)
# What GTK 4.8 says when a window that is going away is asked for its children over the bus.
GTK_CRITICALS = ("g_variant_is_object_path: assertion 'string != NULL' failed",)
# What libadwaita 1.2 puts into a row for a password without a name.
LIBRARY_BUTTONS = ("Show Text", "Hide Text")
# A sanitizer looks for wrong accesses here; looking for leaks too would take minutes, and is done
# by the tests of window and pages.
SANITIZED = dict(
    os.environ,
    ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0:fast_unwind_on_malloc=1",
)
SANITIZED.pop("LSAN_OPTIONS", None)


class TooLate(AssertionError):
    """What was waited for did not come."""


def iterate_until(look, what, seconds=PATIENCE):
    """Runs the main loop until look() returns something; returns that."""
    context = GLib.MainContext.default()
    late = []
    deadline = GLib.timeout_add(int(seconds * 1000), lambda: late.append(True) or False)
    tick = GLib.timeout_add(PAUSE, lambda: True)
    try:
        while True:
            try:
                found = look()
            except GLib.Error:
                # Something went away while it was looked at.
                found = None
            if found:
                return found
            if late:
                raise TooLate(f"waited {seconds} s in vain for {what}")
            context.iteration(True)
    finally:
        GLib.source_remove(tick)
        if not late:
            GLib.source_remove(deadline)


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def is_showing(node):
    """Whether a node has a place in its window: GTK 4.8 says "showing" of windows alone."""
    if not node.get_state_set().contains(Atspi.StateType.VISIBLE):
        return False
    if "Component" not in node.get_interfaces():
        return True
    extents = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    return extents.width > 0 and extents.height > 0


def get_name(node):
    """What a node is called, without the mark of its mnemonic."""
    return node.get_name().replace("_", "", 1)


def walk(node):
    """Everything on show below a node, and the node."""
    yield node
    for child in children(node):
        if is_showing(child):
            yield from walk(child)


def describe(node, depth=0):
    """The tree below a node, for people."""
    try:
        lines = [
            "  " * depth + f"{node.get_role_name()} “{node.get_name()}” {node.get_description()}"
            f"{'' if is_showing(node) else ' (hidden)'}"
        ]
        for child in children(node):
            lines += describe(child, depth + 1)
        return lines
    except GLib.Error as error:
        return ["  " * depth + f"({error.message})"]


def find(root, role=None, name=None, matches=None):
    """The first node on show with this role, whose name begins like this, or None."""
    for node in walk(root):
        if role is not None and node.get_role() not in (role if isinstance(role, tuple) else (role,)):
            continue
        if name is not None and not get_name(node).startswith(name):
            continue
        if matches is None or matches(node):
            return node
    return None


def press(node):
    """Does what a click on the node does."""
    if "Action" not in node.get_interfaces() or Atspi.Action.get_n_actions(node) == 0:
        raise AssertionError(f"nothing can be done with “{node.get_name()}”")
    if not Atspi.Action.do_action(node, 0):
        raise AssertionError(f"“{node.get_name()}” does not let itself be pressed")


def get_text(node):
    # GTK 4.8 gives nothing for "up to the end".
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


class App:
    """The program, with a library and home folders of its own."""

    def __init__(self, program):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix="refrain-journey-")
        self.home = os.path.join(self.folder, "home")
        self.data = os.path.join(self.folder, "library")
        self.log = os.path.join(self.folder, "log")
        os.mkdir(self.home)
        self.process = None
        self.others = []

    def start(self):
        environment = dict(
            SANITIZED,
            GTK_A11Y="atspi",
            HOME=self.home,
            XDG_DATA_HOME=os.path.join(self.home, "data"),
            XDG_CONFIG_HOME=os.path.join(self.home, "config"),
            XDG_CACHE_HOME=os.path.join(self.home, "cache"),
            REFRAIN_KEYRING="none",
            # Complaints are counted in the end: one of them is GTK's own.
            G_DEBUG="gc-friendly",
        )
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [self.program, "--data-dir", self.data],
                env=environment,
                stdin=subprocess.DEVNULL,
                stderr=log,
            )
        self.wait(self.get_application, "the program on the accessibility bus")
        self.wait(lambda: self.window, "a window")

    def start_other(self, *arguments):
        """A second program; returns it with its output readable as text."""
        other = subprocess.Popen(
            arguments,
            env=SANITIZED,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.others.append(other)
        return other

    def stop(self):
        """Ends the program as its user does. Returns its exit status."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.key("ctrl+q")
        self.wait(lambda: self.process.poll() is not None, "the program to end")
        return self.process.returncode

    def read_log(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def assert_content(self):
        """The program complained about nothing."""
        for line in self.read_log().splitlines():
            if "CRITICAL" in line and not any(known in line for known in GTK_CRITICALS):
                raise AssertionError(line)

    def clean_up(self):
        for process in [self.process, *self.others]:
            if process is not None:
                if process.poll() is None:
                    process.send_signal(signal.SIGTERM)
                try:
                    process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def wait(self, look, what, seconds=PATIENCE):
        def look_while_alive():
            found = look()
            if not found and self.process is not None and self.process.poll() not in (None, 0):
                raise AssertionError(f"the program ended with {self.process.returncode}")
            return found

        return iterate_until(look_while_alive, what, seconds)

    def get_application(self):
        desktop = Atspi.get_desktop(0)
        for application in children(desktop):
            if application.get_process_id() == self.process.pid:
                # What is remembered here may be old.
                application.set_cache_mask(Atspi.Cache.NONE)
                application.clear_cache()
                return application
        return None

    @property
    def windows(self):
        application = self.get_application()
        return [node for node in children(application) if is_showing(node)] if application else []

    @property
    def window(self):
        """The main window: the one that is no dialog."""
        for node in self.windows:
            if node.get_name() == "Refrain":
                return node
        return None

    def find(self, role=None, name=None, matches=None, within=None):
        for window in self.windows:
            if within is None or window.get_name() == within:
                found = find(window, role, name, matches)
                if found is not None:
                    return found
        return None

    def wait_for(self, role=None, name=None, matches=None, within=None):
        what = f"a {role} “{name or ''}”" + (f" in “{within}”" if within else "")
        return self.wait(lambda: self.find(role, name, matches, within), what)

    def press(self, name, within=None):
        """Presses the button of this name once it is there and can be pressed."""

        def can_be_pressed(node):
            return node.get_state_set().contains(Atspi.StateType.SENSITIVE)

        press(self.wait_for(BUTTONS, name, can_be_pressed, within))

    def find_display_windows(self, name):
        """The display's own windows of this name, which says for sure when one is gone: the
        accessibility tree of GTK 4.8 must not be asked for its windows while one is closing."""
        return subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", f"^{re.escape(name)}$"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ).stdout.split()

    def has_window(self, name):
        return bool(self.find_display_windows(name))

    def give_focus(self, name):
        """There is no window manager to say whose the keys are. Returns the display's window."""
        ids = self.wait(
            lambda: self.find_display_windows(name), f"the display's window “{name}”"
        )
        subprocess.run(["xdotool", "windowfocus", "--sync", ids[-1]], check=True)
        return ids[-1]

    def key(self, keys, window="Refrain"):
        self.give_focus(window)
        subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)

    def type(self, text, window):
        self.give_focus(window)
        subprocess.run(["xdotool", "type", "--delay", "4", text], check=True)

    def assert_named(self):
        """Everything that can be pressed says what it does."""
        for window in self.windows:
            for node in walk(window):
                # Without a name of its own a widget is called by its class.
                nameless = re.fullmatch(r"((Gtk|Adw|Refrain)\w*)?", node.get_name())
                if (
                    nameless
                    and node.get_role() in BUTTONS
                    and node.get_description() not in LIBRARY_BUTTONS
                ):
                    raise AssertionError(
                        "a button has no name:\n" + "\n".join(describe(node.get_parent()))
                    )

    def print_tree(self):
        print(self.read_log(), file=sys.stderr)
        for window in self.windows:
            print("\n".join(describe(window)), file=sys.stderr)


def find_accessibility_bus():
    """Why there is no accessibility bus, or None when there is one."""
    if not shutil.which("xdotool"):
        return "xdotool is not installed"
    if Atspi.init() not in (0, 1):
        return "the accessibility bus does not start"
    try:
        Atspi.get_desktop(0).get_child_count()
    except GLib.Error as error:
        return f"the accessibility bus does not answer: {error.message}"
    return None
