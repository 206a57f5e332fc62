# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the real program in a sealed folder, against a demo gateway that it runs itself."""

import http.server
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

PROGRAM = None
KEY = "sk-test-0123456789abcdef"
LIMIT = 60

TASK_KEYS = [
    "id", "gateway", "kind", "state", "state_word", "progress", "fail_reason", "submitted_at",
    "started_at", "finished_at", "model", "request", "clips",
]
CLIP_KEYS = [
    "id", "task_id", "state", "title", "style", "lyrics", "description", "duration", "model",
    "version", "audio_url", "stream_url", "video_url", "image_url", "image_large_url",
    "created_at", "instrumental", "liked", "error_type", "error_message", "audio", "verdict",
    "files",
]
SENT_KEYS = ["submit", "row"]
SUBMIT_STATES = ["sending", "sent", "maybe", "refused", "not-sent"]
FILE_KEYS = ["kind", "path", "sha256", "bytes", "verified_at"]
ERROR_KEYS = ["code", "http_status", "message", "hint"]
ERROR_CODES = [
    "auth", "not-found", "quota", "rate-limited", "bad-answer", "unreachable", "gateway", "usage",
    "io",
]
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"


class Result:
    def __init__(self, status, out, err):
        self.status = status
        self.out = out
        self.err = err


class FakeGateway(http.server.ThreadingHTTPServer):
    """A gateway that answers as it is told, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), FakeHandler)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.answers = {}
        self.posts = []
        self.keys = []
        self.held = threading.Event()
        self.released = threading.Event()
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)
        self.thread.start()

    def handle_error(self, request, client_address):
        pass

    def end(self):
        self.released.set()
        self.shutdown()
        self.server_close()

    def count(self, path):
        return sum(1 for asked, _ in self.posts if asked == path)


class FakeHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.answer("GET " + self.path.split("?")[0])

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.posts.append((self.path, json.loads(body)))
        self.answer("POST " + self.path)

    def answer(self, name):
        self.server.keys.append(self.headers.get("Authorization"))
        status, body = self.server.answers.get(name, (400, '{"code":"task_not_exist",'
                                                           '"message":"task_not_exist"}'))
        if status == "hold":
            self.server.held.set()
            self.server.released.wait(LIMIT)
            status = 200
        if status == "drop":
            self.close_connection = True
            self.connection.close()
            return
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class CliTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="refrain-cli-"))
        self.addCleanup(shutil.rmtree, self.top, ignore_errors=True)
        self.data = self.top / "data"
        self.saved = self.top / "saved"
        (self.top / "home").mkdir()
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LC_ALL": "C.UTF-8",
            "HOME": str(self.top / "home"),
            "XDG_DATA_HOME": str(self.top / "home" / "data"),
            "XDG_CACHE_HOME": str(self.top / "home" / "cache"),
            "XDG_CONFIG_HOME": str(self.top / "home" / "config"),
            "XDG_RUNTIME_DIR": str(self.top / "home"),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "GIO_USE_PROXY_RESOLVER": "dummy",
            "REFRAIN_KEYRING": "none",
        }
        for name in ("G_DEBUG", "MALLOC_CHECK_", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS",
                     "REFRAIN_DEMO_MEDIA", "G_MESSAGES_DEBUG"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.address = None
        self.server = None

    # Running

    def start(self, *arguments, environment=None, stdin=subprocess.DEVNULL):
        command = [PROGRAM, "--data-dir", str(self.data), *map(str, arguments)]
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment
                                   | (environment or {}))
        self.addCleanup(self.end, process)
        return process

    def end(self, process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def finish(self, process, stdin=None):
        out, err = process.communicate(stdin, timeout=LIMIT)
        return Result(process.returncode, out.decode(), err.decode())

    def run_cli(self, *arguments, expect=0, stdin=None, environment=None):
        process = self.start(*arguments, environment=environment,
                             stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL)
        result = self.finish(process, stdin)
        self.assertEqual(result.status, expect, f"{arguments}: {result.out}{result.err}")
        return result

    def run_json(self, *arguments, expect=0, stdin=None, environment=None):
        """The document on standard output, which is that and nothing else."""
        result = self.run_cli("--json", *arguments, expect=expect, stdin=stdin,
                              environment=environment)
        return self.parse(result.out)

    def parse(self, text):
        def refuse(word):
            self.fail(f"{word} is not JSON")

        return json.loads(text, parse_constant=refuse)

    def serve(self, *arguments, environment=None):
        """Starts a demo gateway; its address is the first line that it prints."""
        self.server = self.start("serve-demo", *arguments, environment=environment)
        self.address = self.server.stdout.readline().decode().strip()
        self.assertRegex(self.address, r"^http://127\.0\.0\.1:\d+$")
        return self.address

    def fake(self):
        """Starts a gateway that answers as it is told."""
        gateway = FakeGateway()
        self.addCleanup(gateway.end)
        self.address = gateway.address
        return gateway

    def stop_server(self):
        self.server.send_signal(signal.SIGINT)
        self.server.communicate(timeout=LIMIT)
        self.assertEqual(self.server.returncode, 0)

    def fetch(self, *arguments, expect=0):
        return self.run_json("--gateway", self.address, "fetch", *arguments, expect=expect)

    def wait_for(self, condition, what):
        end = time.monotonic() + LIMIT
        while not condition():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.02)

    def list_saved(self):
        return sorted(path.name for path in self.saved.iterdir()) if self.saved.exists() else []

    # Looking at documents

    def check_text(self, value, where):
        self.assertTrue(value is None or (isinstance(value, str) and value != ""), where)

    def check_time(self, value, where):
        if value is not None:
            self.assertRegex(value, TIME, where)

    def check_error(self, error, code=None):
        self.assertEqual(list(error), ERROR_KEYS)
        self.assertIn(error["code"], ERROR_CODES)
        self.assertTrue(error["http_status"] is None or 100 <= error["http_status"] <= 599)
        self.assertTrue(error["message"])
        self.assertTrue(error["hint"])
        if code is not None:
            self.assertEqual(error["code"], code)

    def check_clip(self, clip):
        self.assertEqual(list(clip), CLIP_KEYS)
        for name in ("id", "task_id", "title", "style", "lyrics", "description", "model",
                     "version", "audio_url", "stream_url", "video_url", "image_url",
                     "image_large_url", "error_type", "error_message"):
            self.check_text(clip[name], name)
        self.assertIn(clip["state"], ["submitted", "queued", "streaming", "complete", "error"])
        self.assertIn(clip["audio"], ["ready", "streaming", "pending", "none"])
        self.assertIn(clip["verdict"], ["unheard", "keep", "later", "reject"])
        self.assertTrue(clip["duration"] is None or isinstance(clip["duration"], (int, float)))
        self.check_time(clip["created_at"], "created_at")
        self.assertIsInstance(clip["instrumental"], bool)
        self.assertIsInstance(clip["liked"], bool)
        for file in clip["files"]:
            self.assertEqual(list(file), FILE_KEYS)
            self.assertIn(file["kind"], ["audio", "video", "cover", "lyrics"])
            self.assertTrue(os.path.isabs(file["path"]))
            self.assertRegex(file["sha256"], r"^[0-9a-f]{64}$")
            self.assertIsInstance(file["bytes"], int)
            self.assertRegex(file["verified_at"], TIME)

    def check_tasks(self, document, error=None):
        self.assertEqual(list(document), ["tasks", "lyrics", "error"])
        for task in document["tasks"]:
            if "submit" in task:
                self.assertEqual(list(task), TASK_KEYS + SENT_KEYS)
                self.assertIn(task["submit"], SUBMIT_STATES)
                self.assertGreater(task["row"], 0)
            else:
                self.assertEqual(list(task), TASK_KEYS)
            for name in ("id", "gateway", "state_word", "fail_reason", "model"):
                self.check_text(task[name], name)
            self.assertIn(task["kind"], ["music", "lyrics", "concat"])
            self.assertIn(task["state"], ["submitted", "queued", "running", "streaming",
                                          "complete", "failed", "unknown"])
            self.assertTrue(task["progress"] is None or 0 <= task["progress"] <= 1)
            self.assertTrue(task["request"] is None or isinstance(task["request"], dict))
            for name in ("submitted_at", "started_at", "finished_at"):
                self.check_time(task[name], name)
            for clip in task["clips"]:
                self.check_clip(clip)
        for lyrics in document["lyrics"]:
            self.assertEqual(list(lyrics), ["task_id", "title", "text"])
        if error is None:
            self.assertIsNone(document["error"])
        else:
            self.check_error(document["error"], error)


def main():
    """The first argument is the program; the rest is for unittest."""
    global PROGRAM
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
