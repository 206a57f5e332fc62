# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""submit and lyrics: sent once, written down before, and honest about what is known."""

import signal

import cli_fixture
from cli_fixture import CliTest

MUSIC = "/suno/submit/music"
TASK = "0c5f7a6e-0000-4000-8000-000000000001"
ACCEPTED = '{"code":"success","message":"","data":"%s"}' % TASK
DESCRIBE = ["submit", "--describe", "a quiet street"]


class SubmitTest(CliTest):
    def submit(self, *arguments, expect=0, error=None, **rest):
        document = self.run_json("--gateway", self.address, "submit", *arguments, expect=expect,
                                 **rest)
        self.check_tasks(document, error)
        return document

    def only_task(self, document):
        self.assertEqual(len(document["tasks"]), 1)
        return document["tasks"][0]

    def show(self, row=1):
        document = self.run_json("show", f"task:{row}")
        self.check_tasks(document)
        return self.only_task(document)

    # Accepted

    def test_describe(self):
        gateway = self.fake()
        gateway.answers["POST " + MUSIC] = (200, ACCEPTED)
        task = self.only_task(self.submit("--describe", "a quiet street", "--instrumental",
                                          "--model", "chirp-crow"))
        self.assertEqual((task["id"], task["submit"], task["row"]), (TASK, "sent", 1))
        self.assertEqual(task["model"], "chirp-crow")
        self.assertEqual(len(gateway.posts), 1)
        body = gateway.posts[0][1]
        self.assertEqual(body["gpt_description_prompt"], "a quiet street")
        self.assertEqual((body["make_instrumental"], body["mv"]), (True, "chirp-crow"))
        self.assertEqual(self.show()["submit"], "sent")

    def test_own_words(self):
        gateway = self.fake()
        gateway.answers["POST " + MUSIC] = (200, ACCEPTED)
        lyrics = self.top / "lyrics.txt"
        lyrics.write_text("\ufeff[Verse]\nAbend über dem Fluss\n", encoding="utf-8")
        self.submit("--lyrics-file", lyrics, "--title", "Fluss", "--style", "folk, warm",
                    "--negative-style", "drums")
        body = gateway.posts[0][1]
        self.assertEqual(body["prompt"], "[Verse]\nAbend über dem Fluss")
        self.assertEqual((body["title"], body["tags"], body["negative_tags"]),
                         ("Fluss", "folk, warm", "drums"))

    def test_key_and_lyrics_on_standard_input(self):
        gateway = self.fake()
        gateway.answers["POST " + MUSIC] = (200, ACCEPTED)
        stdin = f"{cli_fixture.KEY}\nline one\nline two\n".encode()
        self.submit("--lyrics-file", "-", "--title", "T", "--style", "S", "--key-stdin",
                    stdin=stdin)
        self.assertEqual(gateway.posts[0][1]["prompt"], "line one\nline two")
        self.assertEqual(gateway.keys, ["Bearer " + cli_fixture.KEY])

    def test_wait_and_save(self):
        self.serve("--time-scale", "0.02")
        task = self.only_task(self.submit("--describe", "rain", "--save", self.saved))
        self.assertEqual((task["state"], task["submit"]), ("complete", "sent"))
        self.assertEqual(len(task["clips"]), 2)
        for clip in task["clips"]:
            self.assertEqual([file["kind"] for file in clip["files"]], ["audio"])
        self.assertEqual(len([name for name in self.list_saved() if name.endswith(".mp3")]), 2)

    def test_wait_too_short(self):
        gateway = self.fake()
        gateway.answers["POST " + MUSIC] = (200, ACCEPTED)
        gateway.answers[f"GET /suno/fetch/{TASK}"] = (200, '{"code":"success","data":{"task_id":'
                                                           f'"{TASK}","status":"IN_PROGRESS"}}}}')
        task = self.only_task(self.submit("--describe", "rain", "--wait", "0", expect=1,
                                          error="gateway"))
        self.assertEqual((task["id"], task["submit"]), (TASK, "sent"))
        self.assertEqual(gateway.count(MUSIC), 1)

    def test_lyrics(self):
        self.serve("--time-scale", "0.02")
        document = self.run_json("--gateway", self.address, "lyrics", "the sea", "--wait", "30")
        self.check_tasks(document)
        self.assertEqual(self.only_task(document)["kind"], "lyrics")
        self.assertIn("[Verse", document["lyrics"][0]["text"])
        result = self.run_cli("--gateway", self.address, "lyrics", "the sea", "--wait", "30")
        self.assertIn("[Verse", result.out)

    def test_extend(self):
        self.serve("--time-scale", "0.02")
        song = self.fetch("demo-harbour-lights")["tasks"][0]["clips"][0]
        parent = self.address
        gateway = self.fake()
        gateway.answers["POST " + MUSIC] = (200, ACCEPTED)
        self.run_json("--gateway", parent, "submit", "--describe", "go on", "--extend", "nonsense",
                      expect=5)
        self.run_json("gateways", "add", "Fake", gateway.address, "--family", "new-api")
        # Another gateway does not have the song.
        document = self.run_json("--gateway", "Fake", "submit", "--describe", "go on", "--extend",
                                 song["id"], expect=5)
        self.check_tasks(document, "not-found")
        self.assertEqual(gateway.posts, [])
        # Without --gateway it is the one that made the song.
        task = self.only_task(self.run_json("submit", "--describe", "go on", "--extend",
                                            song["id"][:8], "--at", "12.5"))
        self.assertEqual(task["submit"], "sent")
        self.assertEqual(task["request"]["continue_clip_id"], song["id"])
        self.assertEqual(task["request"]["continue_at"], 12.5)
        self.assertEqual(task["request"]["task_id"], "demo-harbour-lights")

    # Not accepted

    def test_refused(self):
        gateway = self.fake()
        for status, code, error, expect in (
                (400, "invalid_request", "gateway", 1),
                (403, "quota_not_enough", "quota", 1),
                (401, "unauthorized", "auth", 3)):
            gateway.answers["POST " + MUSIC] = (
                status, '{"code":"%s","message":"no: %s","data":null}' % (code, code))
            document = self.submit("--describe", "rain", expect=expect, error=error)
            task = self.only_task(document)
            self.assertEqual((task["id"], task["state"], task["submit"]),
                             (None, "failed", "refused"))
            self.assertIn(f"no: {code}", task["fail_reason"])
        self.assertEqual(gateway.count(MUSIC), 3)

    def test_not_a_gateway(self):
        gateway = self.fake()
        gateway.answers["POST " + MUSIC] = (404, "<!DOCTYPE html><title>Panel</title>")
        task = self.only_task(self.submit("--describe", "rain", expect=4, error="bad-answer"))
        self.assertEqual(task["submit"], "refused")

    def test_never_left(self):
        gateway = self.fake()
        gateway.end()
        task = self.only_task(self.submit("--describe", "rain", expect=4, error="unreachable"))
        self.assertEqual((task["state"], task["submit"]), ("failed", "not-sent"))

    def test_maybe(self):
        for answer in (("drop", ""), (500, '{"message":"upstream"}'), (200, "<html></html>"),
                       (200, '{"code":"success","data":null}')):
            with self.subTest(answer=answer):
                self.check_maybe(answer)

    def check_maybe(self, answer):
        gateway = self.fake()
        gateway.answers["POST " + MUSIC] = answer
        document = self.submit("--describe", "rain", expect=1, error="gateway")
        task = self.only_task(document)
        name = f"task:{task['row']}"
        self.assertEqual((task["id"], task["state"], task["submit"]), (None, "unknown", "maybe"))
        self.assertIn(name, document["error"]["message"])
        self.assertEqual(self.show(task["row"])["submit"], "maybe")
        # Whoever lists the songs is told, and nothing sends it again.
        self.assertIn(name, self.run_cli("list").err)
        self.assertEqual(self.run_json("list"), {"clips": [], "total": 0})
        self.assertIn(name, self.run_cli("fetch", name, expect=1).err)
        self.run_json("raw", "task:99", expect=5)
        self.assertEqual(gateway.count(MUSIC), 1)

    # Interrupted

    def start_held(self):
        gateway = self.fake()
        gateway.answers["POST " + MUSIC] = ("hold", ACCEPTED)
        self.run_cli("gateways", "add", "Fake", gateway.address, "--family", "new-api")
        process = self.start("--json", *DESCRIBE)
        self.assertTrue(gateway.held.wait(cli_fixture.LIMIT))
        return gateway, process

    def test_interrupted_once(self):
        gateway, process = self.start_held()
        process.send_signal(signal.SIGINT)
        self.assertIn(b"on its way", process.stderr.readline())
        gateway.released.set()
        result = self.finish(process)
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(self.only_task(self.parse(result.out))["id"], TASK)
        self.assertEqual(gateway.count(MUSIC), 1)

    def test_interrupted_twice(self):
        gateway, process = self.start_held()
        # Beside a program that is still sending, nothing is said to be lost.
        self.assertEqual(self.show()["submit"], "sending")
        process.send_signal(signal.SIGINT)
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(cli_fixture.LIMIT), -signal.SIGINT)
        self.assertEqual(self.show()["submit"], "maybe")
        self.assertEqual(gateway.count(MUSIC), 1)

    def test_killed(self):
        gateway, process = self.start_held()
        process.kill()
        process.wait(cli_fixture.LIMIT)
        self.assertEqual(self.show()["submit"], "maybe")
        self.assertIn("task:1", self.run_cli("list").err)
        self.assertEqual(gateway.count(MUSIC), 1)

    # The command line

    def test_usage(self):
        gateway = self.fake()
        empty = self.top / "empty"
        empty.write_text("  \n")
        latin = self.top / "latin"
        latin.write_bytes(b"caf\xe9")
        for arguments in (
                ["submit"],
                ["submit", "--describe", ""],
                ["submit", "--describe", "a", "--lyrics-file", empty],
                ["submit", "--lyrics-file", empty, "--title", "T", "--style", "S"],
                ["submit", "--lyrics-file", latin, "--title", "T", "--style", "S"],
                ["submit", "--instrumental", "--title", "T"],
                ["submit", "--describe", "a", "--at", "3"],
                ["submit", "--describe", "a", "--extend", "x", "--at", "soon"],
                ["submit", "--describe", "a", "--extend", "x", "--at", "-1"],
                ["submit", "--describe", "a", "--cover"],
                ["submit", "--describe", "a", "--wait", "x"],
                ["submit", "a song"],
                ["lyrics"],
                ["lyrics", ""],
                ["lyrics", "a", "b"]):
            with self.subTest(arguments=arguments):
                document = self.run_json("--gateway", gateway.address, *arguments, expect=2)
                self.check_tasks(document, "usage")
        self.run_json("--gateway", gateway.address, "submit", "--lyrics-file", self.top / "none",
                      "--title", "T", "--style", "S", expect=1)
        self.assertEqual(gateway.posts, [])

    def test_instrumental_without_words(self):
        gateway = self.fake()
        gateway.answers["POST " + MUSIC] = (200, ACCEPTED)
        self.submit("--instrumental", "--style", "dub", "--title", "T")
        self.assertEqual(gateway.posts[0][1]["tags"], "dub")
        self.assertTrue(gateway.posts[0][1]["make_instrumental"])


if __name__ == "__main__":
    cli_fixture.main()
