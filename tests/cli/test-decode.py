# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""decode: one answer in, what it means out."""

import json

import cli_fixture
from cli_fixture import CliTest

CLIP = {
    "id": "11111111-2222-4333-8444-555555555555",
    "audio_url": "https://media.example/one.mp3",
    "video_url": "https://media.example/one.mp4",
    "image_url": "https://media.example/one.png",
    "image_large_url": "https://media.example/one-large.png",
    "major_model_version": "v3",
    "model_name": "chirp-v3",
    "metadata": {"tags": "slow waltz", "prompt": "[Verse]\nla", "duration": 108.8,
                 "gpt_description_prompt": "a walk", "error_type": None, "error_message": None},
    "is_liked": True,
    "created_at": "2024-04-18T14:29:31.760Z",
    "status": "complete",
    "title": "A Walk",
}
MAP_ANSWER = {
    "code": 200,
    "message": "success",
    "data": {"task_id": "task-one", "status": "completed",
             "input": json.dumps({"gpt_description_prompt": "a walk", "mv": "chirp-v3-0"}),
             "clips": {CLIP["id"]: CLIP}},
}
LIST_ANSWER = {
    "code": "success",
    "message": "",
    "data": {"task_id": "task-two", "action": "MUSIC", "status": "IN_PROGRESS",
             "fail_reason": "", "submit_time": 1716191749, "start_time": 1716191786,
             "finish_time": 0, "progress": "0%",
             "data": [CLIP, {"id": "b", "status": "queued", "audio_url": ""}]},
}
CLIP_DOCUMENT = {
    "id": CLIP["id"], "task_id": "task-one", "state": "complete", "title": "A Walk",
    "style": "slow waltz", "lyrics": "[Verse]\nla", "description": "a walk", "duration": 108.8,
    "model": "chirp-v3", "version": "v3", "audio_url": CLIP["audio_url"], "stream_url": None,
    "video_url": CLIP["video_url"], "image_url": CLIP["image_url"],
    "image_large_url": CLIP["image_large_url"], "created_at": CLIP["created_at"],
    "instrumental": False, "liked": True, "error_type": None, "error_message": None,
    "audio": "ready", "verdict": "unheard", "files": [],
}
FAILED = {"code": "success", "data": {"task_id": "t", "action": "MUSIC", "status": "FAILURE",
                                      "fail_reason": "these words are not sung",
                                      "progress": "100%", "data": None}}
LYRICS = {"code": "success", "data": {"task_id": "t", "action": "LYRICS", "status": "SUCCESS",
                                      "data": {"id": "x", "status": "complete", "title": "Tide",
                                               "text": "out and in"}}}
ERRORS = [
    (b'{"error":{"message":"Invalid token","type":"x"}}', 401, "auth", 3),
    (b"<!doctype html><title>panel</title>", 200, "bad-answer", 4),
    (b"", 200, "bad-answer", 4),
    (b'{"code":200,"data":', 200, "bad-answer", 4),
    (b"[" * 500 + b"]" * 500, 200, "bad-answer", 4),
    (b'{"hello":"world"}', 200, "bad-answer", 4),
    (b'{"code":"task_not_exist","message":"task_not_exist","data":null}', 400, "not-found", 5),
    (b'{"code":"success","message":"","data":null}', 200, "not-found", 5),
    (b'{"code":"quota_not_enough","message":"no money","data":null}', 403, "quota", 1),
    (b'{"code":"too_many","message":"slow down","data":null}', 429, "rate-limited", 1),
    (b'{"detail":"it broke"}', 500, "gateway", 1),
]


class DecodeTest(CliTest):
    def decode(self, answer, *arguments, expect=0):
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        document = self.run_json("decode", "-", *arguments, stdin=body, expect=expect)
        self.check_tasks(document, document["error"] and document["error"]["code"])
        return document

    def test_map_of_clips(self):
        self.assertEqual(self.decode(MAP_ANSWER), {
            "tasks": [{
                "id": "task-one", "gateway": None, "kind": "music", "state": "complete",
                "state_word": "completed", "progress": None, "fail_reason": None,
                "submitted_at": None, "started_at": None, "finished_at": None,
                "model": "chirp-v3-0",
                "request": {"gpt_description_prompt": "a walk", "mv": "chirp-v3-0"},
                "clips": [CLIP_DOCUMENT],
            }],
            "lyrics": [],
            "error": None,
        })

    def test_list_of_clips(self):
        task = self.decode(LIST_ANSWER)["tasks"][0]
        first, second = task.pop("clips")
        task.pop("model")
        self.assertEqual(task, {
            "id": "task-two", "gateway": None, "kind": "music", "state": "running",
            "state_word": "IN_PROGRESS", "progress": 0, "fail_reason": None,
            "submitted_at": "2024-05-20T07:55:49.000Z", "started_at": "2024-05-20T07:56:26.000Z",
            "finished_at": None, "request": None,
        })
        self.assertEqual(first, CLIP_DOCUMENT | {"task_id": "task-two"})
        self.assertEqual((second["state"], second["audio"], second["duration"]),
                         ("queued", "pending", None))

    def test_a_file(self):
        path = self.top / "answer.json"
        path.write_text(json.dumps(MAP_ANSWER))
        self.assertEqual(self.run_json("decode", path), self.decode(MAP_ANSWER))
        self.assertFalse(self.data.exists(), "decode needs no library")

    def test_clips_alone(self):
        task = self.decode([CLIP])["tasks"][0]
        self.assertIsNone(task["id"])
        self.assertEqual(task["state"], "complete")

    def test_a_failed_task_is_read(self):
        task = self.decode(FAILED)["tasks"][0]
        self.assertEqual((task["state"], task["fail_reason"]),
                         ("failed", "these words are not sung"))

    def test_lyrics(self):
        document = self.decode(LYRICS)
        self.assertEqual(document["lyrics"], [{"task_id": "t", "title": "Tide",
                                               "text": "out and in"}])
        self.assertEqual(document["tasks"][0]["kind"], "lyrics")

    def test_an_answer_to_a_submit(self):
        for answer in ({"code": "success", "data": "task-9"},
                       {"code": 200, "data": {"task_id": "task-9"}}):
            task = self.decode(answer)["tasks"][0]
            self.assertEqual((task["id"], task["state"], task["clips"]),
                             ("task-9", "submitted", []))

    def test_errors(self):
        for body, status, code, expect in ERRORS:
            with self.subTest(body=body[:40]):
                document = self.decode(body, "--http-status", status, expect=expect)
                self.check_error(document["error"], code)
                self.assertEqual(document["error"]["http_status"], status)
                self.assertEqual(document["tasks"], [])
                result = self.run_cli("decode", "-", "--http-status", status, stdin=body,
                                      expect=expect)
                self.assertEqual(result.out, "")
                self.assertEqual(len(result.err.splitlines()), 2)

    def test_files_that_cannot_be_read(self):
        for path in (self.top / "missing.json", self.top):
            self.check_error(self.run_json("decode", path, expect=1)["error"], "io")

    def test_nothing_steers_the_terminal(self):
        evil = "\x1b[2J\x07\x9b1mred\u202egnp\r\nsecond\x00"
        answer = json.loads(json.dumps(MAP_ANSWER))
        clip = answer["data"]["clips"][CLIP["id"]]
        clip["title"] = clip["metadata"]["prompt"] = clip["metadata"]["tags"] = evil
        answer["data"]["status"] = "\x1b]0;owned\x07"
        for arguments in (["decode", "-"], ["--json", "decode", "-"]):
            out = self.run_cli(*arguments, stdin=json.dumps(answer).encode()).out
            self.assertNotRegex(out, "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")
        failed = {"code": "bad\x1b[1m", "message": "no\x1b[31m\nrefrain-cli: all is well"}
        result = self.run_cli("decode", "-", stdin=json.dumps(failed).encode(), expect=1)
        self.assertNotRegex(result.err, "[\x00-\x08\x0b-\x1f\x7f-\x9f]")
        self.assertEqual(len(result.err.splitlines()), 2)


if __name__ == "__main__":
    cli_fixture.main()
