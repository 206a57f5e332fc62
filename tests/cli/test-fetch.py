# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""fetch: asking a gateway, waiting for it, keys, interruption."""

import json
import signal
import socket
import urllib.request

import cli_fixture
from cli_fixture import KEY, CliTest

NEW_API_TASK = "demo-harbour-lights"
OTHER_TASK = "demo-what-if"


class FetchTest(CliTest):
    def submit(self, **body):
        request = urllib.request.Request(
            self.address + "/suno/submit/music", json.dumps(body).encode(),
            {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)["data"]

    def read_everything_written(self):
        return b"".join(path.read_bytes() for path in self.top.rglob("*") if path.is_file())

    def test_both_envelopes(self):
        self.serve()
        document = self.fetch(NEW_API_TASK, OTHER_TASK, NEW_API_TASK)
        self.check_tasks(document)
        self.assertEqual([task["id"] for task in document["tasks"]], [NEW_API_TASK, OTHER_TASK])
        for task in document["tasks"]:
            self.assertEqual((task["state"], task["gateway"]), ("complete", "127.0.0.1"))
            self.assertEqual([clip["audio"] for clip in task["clips"]], ["ready", "ready"])
        clip = document["tasks"][0]["clips"][0]
        self.assertEqual((clip["title"], clip["duration"], clip["created_at"]),
                         ("Harbour Lights", 29.93, "2026-08-03T18:21:07.120Z"))

        # The gateway is known now, and what it said as well.
        self.stop_server()
        shown = self.run_json("show", NEW_API_TASK)
        self.assertEqual(shown["tasks"], document["tasks"][:1])
        one = self.run_json("show", clip["id"][:9])["tasks"]
        self.assertEqual([c["id"] for c in one[0]["clips"]], [clip["id"]])
        raw = self.run_json("raw", NEW_API_TASK)
        self.assertIn(NEW_API_TASK, json.dumps(raw))
        self.check_error(self.run_json("show", "nothing", expect=5)["error"], "not-found")
        self.check_error(self.run_json("raw", "nothing", expect=5)["error"], "not-found")
        self.check_error(self.run_json("show", "", expect=2)["error"], "usage")

    def test_a_gateway_is_added_once_and_found_again(self):
        first = self.serve()
        result = self.run_cli("fetch", NEW_API_TASK, "--gateway", first + "/suno/fetch/")
        self.assertIn("Added the gateway “127.0.0.1”", result.err)
        for arguments in ([], ["--gateway", "127.0.0.1"], ["--gateway", first]):
            result = self.run_cli("fetch", NEW_API_TASK, *arguments)
            self.assertEqual(result.err, "")
        # Another one on the same host gets a name of its own and takes nothing from the first.
        second = self.serve()
        self.assertIn(second.removeprefix("http://"),
                      self.run_cli("fetch", OTHER_TASK, "--gateway", second).err)
        self.assertEqual(self.run_json("fetch", OTHER_TASK)["tasks"][0]["gateway"], "127.0.0.1")

    def test_exit_status_of_each_error(self):
        self.serve()
        for task, code, expect in (
                ("fail-auth", "auth", 3), ("fail-quota", "quota", 1),
                ("not-found", "not-found", 5), ("html", "bad-answer", 4),
                ("truncated", "bad-answer", 4), ("empty", "bad-answer", 4),
                ("deep", "bad-answer", 4), ("redirect-file", None, 4),
                ("detail", "gateway", 1), ("error-200", None, 1)):
            with self.subTest(task=task):
                document = self.fetch(task, expect=expect)
                self.check_tasks(document, code or document["error"]["code"])
                self.assertEqual(document["tasks"], [])
                result = self.run_cli("fetch", task, expect=expect)
                self.assertEqual((result.out, len(result.err.splitlines())), ("", 2))
                self.assertTrue(result.err.startswith(f"refrain-cli: {task}: "))

    def test_a_failed_task(self):
        self.serve()
        document = self.fetch("fail-moderation", expect=1)
        self.check_tasks(document, "gateway")
        reason = document["tasks"][0]["fail_reason"]
        self.assertEqual(document["tasks"][0]["state"], "failed")
        self.assertIn(reason, document["error"]["message"])
        self.assertIn(reason, self.run_cli("fetch", "fail-moderation", expect=1).err)

    def test_some_failed(self):
        self.serve()
        result = self.run_cli("--json", "--gateway", self.address, "fetch", NEW_API_TASK,
                              "not-found", expect=1)
        document = self.parse(result.out)
        self.check_tasks(document, "not-found")
        self.assertEqual([task["id"] for task in document["tasks"]], [NEW_API_TASK])
        self.assertIn("refrain-cli: not-found: ", result.err)
        # Two that fail for different reasons are "some item", for the same reason they are that.
        self.fetch("fail-auth", "not-found", expect=1)
        self.fetch("no-such-a", "no-such-b", expect=5)

    def test_nobody_there(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{probe.getsockname()[1]}"
            self.check_error(self.fetch("a", expect=4)["error"], "unreachable")

    def test_keys(self):
        self.serve(environment={"REFRAIN_DEMO_KEY": KEY})
        arguments = ["--gateway", self.address, "fetch", NEW_API_TASK]
        results = [
            self.run_cli(*arguments, expect=3),
            self.run_cli(*arguments, expect=3, environment={"REFRAIN_API_KEY": "wrong"}),
            self.run_cli(*arguments, environment={"REFRAIN_API_KEY": KEY}),
            # For that run only.
            self.run_cli(*arguments, expect=3),
            self.run_cli("--key-stdin", *arguments, stdin=KEY.encode() + b"\n"),
            self.run_cli("--key-stdin", *arguments, stdin=b"wrong\n", expect=3),
            self.run_cli("--key-stdin", *arguments, stdin=KEY.encode(),
                         environment={"G_MESSAGES_DEBUG": "all", "REFRAIN_API_KEY": "wrong"}),
        ]
        self.assertNotIn(KEY, "".join(result.out + result.err for result in results))
        self.assertNotIn(KEY.encode(), self.read_everything_written())

    def test_the_key_is_no_argument_of_any_process(self):
        self.serve("--time-scale", "0.2", environment={"REFRAIN_DEMO_KEY": KEY})
        process = self.start("--gateway", self.address, "fetch", "slow",
                             environment={"REFRAIN_API_KEY": KEY})
        for pid in (process.pid, self.server.pid):
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                self.assertNotIn(KEY.encode(), file.read())
        self.assertEqual(self.finish(process).status, 0)

    def test_wait_until_done(self):
        self.serve("--time-scale", "0.3")
        task_id = self.submit(gpt_description_prompt="lamps on the pier")
        document = self.fetch(task_id)
        self.assertNotEqual(document["tasks"][0]["state"], "complete")
        document = self.fetch(task_id, "--wait", "40", "--save", self.saved)
        self.check_tasks(document)
        task = document["tasks"][0]
        self.assertEqual((task["state"], len(task["clips"])), ("complete", 2))
        self.assertEqual([len(clip["files"]) for clip in task["clips"]], [1, 1])
        self.assertEqual(len(self.list_saved()), 2)

    def test_wait_is_over(self):
        self.serve()
        for task, state in (("queued", "queued"), ("streaming", "running"),
                            ("unknown-word", "running")):
            with self.subTest(task=task):
                document = self.fetch(task, "--wait", "0", expect=1)
                self.check_tasks(document, "gateway")
                self.assertEqual(document["tasks"][0]["state"], state)
                self.assertEqual(self.run_json("show", task)["tasks"], document["tasks"])
        result = self.run_cli("fetch", "queued", NEW_API_TASK, "--wait", "1", expect=1)
        self.assertIn("refrain-cli: queued: Not done after 1 s", result.err)
        self.assertNotIn(NEW_API_TASK, result.err)

    def test_passing_errors_are_quiet(self):
        self.serve("--time-scale", "0.1")
        result = self.run_cli("--gateway", self.address, "fetch", "flaky", "--wait", "40")
        self.assertEqual(len(result.err.splitlines()), 1, "only the new gateway is mentioned")

    def test_no_answer_in_time(self):
        self.serve()
        document = self.fetch("hang", "--wait", "1", expect=4)
        self.check_tasks(document, "unreachable")

    def test_interrupt(self):
        self.serve()
        for number, task in ((signal.SIGINT, "queued"), (signal.SIGTERM, "streaming")):
            process = self.start("--json", "--gateway", self.address, "fetch", task, "--wait",
                                 "600")
            self.wait_for(lambda: self.finish(self.start("raw", task)).status == 0,
                          "the task is never written down")
            process.send_signal(number)
            result = self.finish(process)
            self.assertEqual(result.status, 130)
            self.check_tasks(self.parse(result.out), "io")
            self.assertIn("Interrupted", result.err)
            self.assertEqual(self.run_json("show", task)["tasks"][0]["id"], task)

    def test_serve_demo(self):
        document = self.run_json("serve-demo", "--list-scenarios")
        names = [row["task_id"] for row in document["scenarios"]]
        self.assertIn("audio-html", names)
        self.assertIn("audio-html", self.run_cli("serve-demo", "--list-scenarios").out)
        self.check_error(self.run_json("serve-demo", "--dir", self.top, expect=1)["error"], "io")

        self.serve()
        port = self.address.rsplit(":", 1)[1]
        self.check_error(self.run_json("serve-demo", "--port", port, expect=1)["error"], "io")
        lines = [self.server.stdout.readline().decode() for _ in range(3)]
        self.assertIn(f"--gateway {self.address} fetch ", lines[-1])
        self.stop_server()

        process = self.start("--json", "serve-demo", "--port", port)
        text = b""
        while not text.endswith(b"}\n") or text.count(b"{") != text.count(b"}"):
            text += process.stdout.readline()
        document = self.parse(text.decode())
        self.assertEqual(document["address"], self.address)
        self.assertIsNone(document["error"])
        self.assertIn(NEW_API_TASK, document["task_ids"])
        process.send_signal(signal.SIGTERM)
        self.assertEqual(self.finish(process).status, 0)


if __name__ == "__main__":
    cli_fixture.main()
