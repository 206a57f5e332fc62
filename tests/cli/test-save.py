# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""save, verify and list: files that are proven, and nothing else in the folder."""

import hashlib
import pathlib
import signal
import unicodedata

import cli_fixture
from cli_fixture import CliTest

TASK = "demo-harbour-lights"
FIRST = "95e030a4-ec9a-5642-b5c3-d808f3751797"
NO_GOOD = [
    "audio-html", "audio-html-typed", "audio-404", "audio-403", "audio-410", "audio-empty",
    "audio-text", "audio-png", "audio-truncated", "audio-cut", "audio-redirect-loop", "forbidden",
]


def measure(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class SaveTest(CliTest):
    def check_files(self, clip, kinds):
        self.assertEqual(sorted(file["kind"] for file in clip["files"]), sorted(kinds))
        for file in clip["files"]:
            content = pathlib.Path(file["path"]).read_bytes()
            self.assertEqual(len(content), file["bytes"])
            self.assertEqual(hashlib.sha256(content).hexdigest(), file["sha256"])

    def fill(self, *arguments):
        self.serve()
        return self.fetch(TASK, *arguments)

    def test_fetch_and_save(self):
        document = self.fill("--save", self.saved / "deep" / "er", "--cover")
        self.check_tasks(document)
        for clip in document["tasks"][0]["clips"]:
            self.check_files(clip, ["audio", "cover"])
            self.assertEqual(pathlib.Path(clip["files"][0]["path"]).parent,
                             self.saved / "deep" / "er")

    def test_tags(self):
        try:
            from mutagen.id3 import ID3
        except ImportError:
            self.skipTest("mutagen is not installed, so that no other program reads the tags")
        clip = self.fill("--save", self.saved)["tasks"][0]["clips"][0]
        tags = ID3(clip["files"][0]["path"])
        self.assertEqual(tags["TIT2"].text, [clip["title"]])
        self.assertEqual(tags.getall("USLT")[0].text, clip["lyrics"])
        self.assertEqual(tags["TXXX:REFRAIN_CLIP_ID"].text, [clip["id"]])
        self.assertEqual(tags["TXXX:REFRAIN_TASK_ID"].text, [TASK])
        self.assertTrue(tags.getall("APIC"))

    def test_a_second_save_fetches_nothing(self):
        self.fill()
        first = self.run_json("save", FIRST[:8], "--to", self.saved, "--cover", "--lyrics",
                              "--video")
        self.check_tasks(first)
        clip, = first["tasks"][0]["clips"]
        self.check_files(clip, ["audio", "cover", "lyrics", "video"])
        before = {path: path.stat() for path in self.saved.iterdir()}

        # With nobody to ask, only what is there can be the answer.
        self.stop_server()
        again = self.run_json("save", FIRST, FIRST[:10], "--to", self.saved, "--cover",
                              "--lyrics", "--video")
        self.assertEqual(again, first)
        for path, stat in before.items():
            self.assertEqual((path.stat().st_ino, path.stat().st_mtime_ns),
                             (stat.st_ino, stat.st_mtime_ns))
        self.assertEqual(len(self.list_saved()), len(before))
        self.assertIn("known", self.run_cli("save", FIRST, "--to", self.saved).out)

    def test_which_songs(self):
        self.fill()
        self.fetch("streaming")
        self.check_error(self.run_json("save", "nothing", "--to", self.saved, expect=5)["error"],
                         "not-found")
        self.check_error(self.run_json("save", FIRST, "f", "", "--to", self.saved,
                                       expect=2)["error"], "usage")
        self.assertEqual(self.list_saved(), [])
        mixed = self.run_json("save", FIRST, "nothing", "--to", self.saved, expect=1)
        self.check_tasks(mixed, "not-found")
        self.check_files(mixed["tasks"][0]["clips"][0], ["audio"])
        self.assertEqual(self.run_json("list", "--at-risk")["total"], 1)
        self.assertEqual(len(self.run_json("save", "--at-risk", "--to", self.saved)["tasks"]), 1)
        self.assertEqual(self.run_json("list", "--at-risk")["total"], 0)
        result = self.run_cli("save", "--all", "--to", self.saved)
        self.assertEqual(result.out.count("known"), 2)
        self.assertIn("left out", result.err)
        self.assertIn("Nothing to save", self.run_cli("save", "--at-risk", "--to", "x").out)

    def test_what_is_no_song_is_never_published(self):
        self.serve()
        for task in NO_GOOD:
            with self.subTest(task=task):
                result = self.run_cli("--json", "--gateway", self.address, "fetch", task,
                                      "--save", self.saved, expect=1)
                document = self.parse(result.out)
                self.check_error(document["error"])
                self.assertEqual(document["tasks"][0]["id"], task)
                self.assertEqual([c["files"] for c in document["tasks"][0]["clips"]], [[], []])
                self.assertIn(", audio: ", result.err)
                self.assertEqual(self.list_saved(), [])

    def test_hostile_names(self):
        self.serve()
        document = self.fetch("hostile-names", "--save", self.saved)
        for clip in document["tasks"][0]["clips"]:
            for file in clip["files"]:
                self.assertEqual(pathlib.Path(file["path"]).resolve().parent, self.saved.resolve())
        self.assertEqual(len(self.list_saved()), len(document["tasks"][0]["clips"]))
        for name in ("list", "fetch"):
            out = self.run_cli(*([name] if name == "list" else [name, "hostile-names"])).out
            self.assertNotRegex(out, "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")

    def test_a_folder_that_cannot_be_used(self):
        self.fill()
        (self.top / "file").write_text("x")
        for arguments in (["fetch", TASK, "--save"], ["save", "--all", "--to"]):
            self.check_error(self.run_json(*arguments, self.top / "file", expect=1)["error"], "io")
            self.check_error(self.run_json(*arguments, self.top / "file" / "x",
                                           expect=1)["error"], "io")

    def test_interrupted_save(self):
        self.serve()
        process = self.start("--json", "--gateway", self.address, "fetch", "audio-stall",
                             "--save", self.saved)
        self.wait_for(lambda: any(name.endswith(".part") for name in self.list_saved()),
                      "nothing is ever downloaded")
        process.send_signal(signal.SIGINT)
        result = self.finish(process)
        self.assertEqual(result.status, 130)
        self.check_tasks(self.parse(result.out), "io")
        self.assertEqual(self.list_saved(), [])
        self.assertEqual(self.run_json("show", "audio-stall")["tasks"][0]["state"], "complete")

    def test_two_programs_at_once(self):
        self.serve()
        processes = [self.start("--json", "--gateway", self.address, "fetch", TASK, "--save",
                                self.saved) for _ in range(2)]
        for process in processes:
            result = self.finish(process)
            self.assertEqual(result.status, 0, result.err)
            for clip in self.parse(result.out)["tasks"][0]["clips"]:
                self.assertEqual([file["kind"] for file in clip["files"]], ["audio"])
        self.assertEqual(len(self.list_saved()), 2)
        self.assertEqual(self.run_json("list")["total"], 2)
        self.assertEqual(self.run_json("verify")["proven"], 2)

    def test_verify(self):
        document = self.fill("--save", self.saved, "--cover")
        found = self.run_json("verify")
        self.assertEqual(list(found), ["files", "proven", "missing", "changed", "error"])
        self.assertEqual((found["proven"], found["missing"], found["changed"], found["error"]),
                         (4, 0, 0, None))
        self.assertEqual(list(found["files"][0]), cli_fixture.FILE_KEYS + ["health"])

        one, two = [[pathlib.Path(f["path"]) for f in clip["files"] if f["kind"] == "audio"][0]
                    for clip in document["tasks"][0]["clips"]]
        one.unlink()
        content = bytearray(two.read_bytes())
        content[-1] ^= 1
        two.write_bytes(content)
        found = self.run_json("verify", self.saved, expect=1)
        self.assertEqual((found["proven"], found["missing"], found["changed"], found["error"]),
                         (2, 1, 1, None))
        health = {file["path"]: file["health"] for file in found["files"]}
        self.assertEqual((health[str(one)], health[str(two)]), ("missing", "changed"))
        result = self.run_cli("verify", expect=1)
        self.assertIn(f"refrain-cli: {one}: ", result.err)
        self.assertIn(f"refrain-cli: {two}: ", result.err)
        self.assertIn("2 proven, 1 missing, 1 changed", result.out)
        self.assertEqual(self.run_json("verify", self.top / "home")["files"], [])
        self.assertEqual(self.run_json("list", "--unsaved")["total"], 2)

        # What is no good any more is fetched again; what somebody made of it stays.
        self.run_cli("save", "--all", "--to", self.saved)
        self.assertTrue(one.exists())
        self.assertEqual(self.run_json("list", "--unsaved")["total"], 0)

    def test_list(self):
        self.serve()
        self.fetch(TASK, "demo-what-if", "demo-first-rain", "half", expect=1)
        everything = self.run_json("list")
        self.assertEqual(list(everything), ["clips", "total"])
        self.assertEqual(everything["total"], 8)
        for clip in everything["clips"]:
            self.check_clip(clip)
        some = self.run_json("list", "--limit", "3", "--sort", "duration")
        self.assertEqual((len(some["clips"]), some["total"]), (3, 8))
        durations = [clip["duration"] for clip in some["clips"]]
        self.assertEqual(durations, sorted(durations, reverse=True))
        self.assertEqual(self.run_json("list", "--query", "ferry hums")["total"], 2)
        self.assertEqual(self.run_json("list", "--query", "zzz"), {"clips": [], "total": 0})
        self.assertEqual(self.run_json("list", "--verdict", "keep")["total"], 0)
        self.assertEqual(self.run_json("list", "--verdict", "unheard", "--unsaved",
                                       "--at-risk", "--query", "harbour")["total"], 2)
        self.assertEqual(self.run_json("list", "--gateway", self.address)["total"], 8)
        self.assertIn("3 of 8 songs", self.run_cli("list", "--limit", "3").out)

    def test_columns_of_wide_scripts(self):
        self.serve()
        self.fetch(TASK, "demo-after-rain", "demo-dawn-bicycle", "demo-first-snow",
                   "demo-paper-map")
        lines = self.run_cli("list").out.splitlines()[:-1]
        ends = {measure(line[:line.index(" unheard ")]) for line in lines[1:]}
        self.assertEqual(len(ends), 1, "\n".join(lines))
        self.assertTrue(any(measure(line) != len(line) for line in lines), "no wide title at all")


if __name__ == "__main__":
    cli_fixture.main()
