# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Command lines that make no sense, help, and the promise of one JSON document."""

import cli_fixture
from cli_fixture import KEY, CliTest

BAD = [
    [],
    ["bogus"],
    ["fetch"],
    ["fetch", ""],
    ["fetch", "a\nb"],
    ["fetch", "a", "--wait", "soon"],
    ["fetch", "a", "--wait", "-1"],
    ["fetch", "a", "--wait", "1.5"],
    ["fetch", "a", "--wait"],
    ["fetch", "a", "--cover"],
    ["fetch", "a", "--save", ""],
    ["fetch", "a", "--lyrics"],
    ["fetch", "a"],
    ["fetch", "a", "--gateway", "nobody"],
    ["fetch", "a", "--gateway", "ftp://127.0.0.1"],
    ["fetch", "a", "--gateway", "http://user:word@127.0.0.1"],
    ["decode"],
    ["decode", "a", "b"],
    ["decode", "-", "--http-status", "99"],
    ["decode", "-", "--http-status", "0x80"],
    ["list", "extra"],
    ["list", "--limit", "0"],
    ["list", "--limit", "99999999999999999999"],
    ["list", "--sort", "mood"],
    ["list", "--verdict", "great"],
    ["list", "--gateway", "nobody"],
    ["show"],
    ["raw"],
    ["save", "--to", "x"],
    ["save", "--all"],
    ["save", "--all", "--at-risk", "--to", "x"],
    ["save", "clip", "--all", "--to", "x"],
    ["verify", "--repair"],
    ["verify", "a", "b"],
    ["serve-demo", "--port", "70000"],
    ["serve-demo", "--time-scale", "0"],
    ["serve-demo", "--time-scale", "nan"],
    ["serve-demo", "--time-scale", "fast"],
    ["--unknown", "list"],
    ["list", "--unknown"],
]
COMMANDS = ["fetch", "list", "show", "raw", "save", "verify", "decode", "serve-demo"]
LATER = ["rebuild", "import", "export"]


class UsageTest(CliTest):
    def test_bad_command_lines(self):
        for arguments in BAD:
            with self.subTest(arguments=arguments):
                result = self.run_cli(*arguments, expect=2)
                self.assertEqual(result.out, "")
                lines = result.err.splitlines()
                self.assertEqual(len(lines), 2, result.err)
                self.assertTrue(lines[0].startswith("refrain-cli: "))

    def test_bad_command_lines_with_json(self):
        for arguments in BAD:
            with self.subTest(arguments=arguments):
                result = self.run_cli(*arguments, "--json", expect=2)
                self.check_error(self.parse(result.out)["error"], "usage")

    def test_commands_of_a_later_version(self):
        help_text = self.run_cli("--help").out
        for name in LATER:
            with self.subTest(name=name):
                result = self.run_cli(name, "x", expect=2)
                self.assertIn("not part of this version yet", result.err)
                self.assertNotIn(f"\n  {name} ", help_text)
        self.assertIn("not part of this version yet",
                      self.run_cli("verify", "--repair", expect=2).err)

    def test_help(self):
        text = self.run_cli("--help").out
        for name in COMMANDS:
            self.assertIn(f"\n  {name} ", text)
            self.assertIn(f"refrain-cli {name}", self.run_cli(name, "--help").out)
            self.assertIn(f"refrain-cli {name}", self.run_json(name, "--help")["help"])
        self.assertIn("audio-html", self.run_cli("serve-demo", "--help").out)
        self.assertRegex(self.run_cli("--version").out, r"^refrain-cli \d+\.\d+")
        self.assertRegex(self.run_json("--version")["version"], r"^\d+\.\d+")

    def test_options_before_and_after_the_command(self):
        for arguments in (["--json", "list"], ["list", "--json"]):
            self.assertEqual(self.parse(self.run_cli(*arguments).out), {"clips": [], "total": 0})

    def test_an_id_like_an_option(self):
        self.check_error(self.run_json("show", "--", "--all", expect=5)["error"], "not-found")

    def test_a_key_is_refused_and_not_repeated(self):
        for arguments in (["--key", KEY, "list"], [f"--key={KEY}", "list"],
                          ["fetch", "a", f"--key={KEY}"], ["list", f"--api-key={KEY}"]):
            result = self.run_cli(*arguments, expect=2)
            self.assertNotIn(KEY, result.out + result.err)

    def test_a_key_on_standard_input_must_be_one(self):
        for text in (b"", b"\n", b"two words\n", b"x" * 10000):
            self.run_cli("--key-stdin", "--gateway", "http://127.0.0.1:9", "fetch", "a", expect=2,
                         stdin=text)

    def test_a_library_that_cannot_be_opened(self):
        self.data.write_text("a file")
        for arguments in (["list"], ["show", "a"], ["verify"], ["raw", "a"],
                          ["fetch", "a", "--gateway", "http://127.0.0.1:9"]):
            with self.subTest(arguments=arguments):
                self.check_error(self.run_json(*arguments, expect=1)["error"], "io")


if __name__ == "__main__":
    cli_fixture.main()
