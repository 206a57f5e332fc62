# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""gateways: add, list, test, remove."""

import cli_fixture
from cli_fixture import CliTest

GATEWAY_KEYS = ["name", "address", "family", "family_title", "demo"]


class GatewaysTest(CliTest):
    def gateways(self, *arguments, expect=0, error=None, **rest):
        document = self.run_json("gateways", *arguments, expect=expect, **rest)
        self.assertEqual(list(document), ["gateways", "error"])
        for gateway in document["gateways"]:
            self.assertEqual(list(gateway), GATEWAY_KEYS)
        if error is None:
            self.assertIsNone(document["error"])
        else:
            self.check_error(document["error"], error)
        return document["gateways"]

    def names(self):
        return [gateway["name"] for gateway in self.gateways("list")]

    def test_life(self):
        self.serve()
        self.assertEqual(self.gateways("list"), [])
        added = self.gateways("add", "At home", self.address)
        self.assertEqual(added[0]["family"], "new-api")
        self.assertEqual(added[0]["address"], self.address)
        self.assertEqual(self.gateways("list"), added)
        self.assertEqual(self.gateways("test"), added)
        self.assertEqual(self.gateways("test", "At home"), added)
        self.assertEqual(self.gateways("remove", "At home"), added)
        self.assertEqual(self.names(), [])

    def test_text(self):
        self.serve()
        self.assertIn("No gateways", self.run_cli("gateways", "list").out)
        self.run_cli("gateways", "add", "Home", self.address)
        self.assertIn(self.address, self.run_cli("gateways", "list").out)

    def test_known_family(self):
        gateway = self.fake()
        self.assertEqual(self.gateways("add", "Raw", gateway.address, "--family", "raw")[0]
                         ["family"], "raw")
        # Nobody was asked.
        self.assertEqual((gateway.keys, gateway.posts), ([], []))

    def test_not_reachable(self):
        gateway = self.fake()
        gateway.end()
        self.gateways("add", "Home", gateway.address, expect=4, error="unreachable")
        self.assertEqual(self.names(), [])
        self.gateways("add", "Home", gateway.address, "--family", "new-api")
        self.gateways("test", expect=4, error="unreachable")

    def test_key(self):
        self.serve(environment={"REFRAIN_DEMO_KEY": cli_fixture.KEY})
        self.gateways("add", "Home", self.address, expect=3, error="auth")
        key = (cli_fixture.KEY + "\n").encode()
        result = self.run_cli("gateways", "add", "Home", self.address, "--key-stdin", stdin=key)
        self.assertIn("REFRAIN_API_KEY", result.err)
        self.assertNotIn(cli_fixture.KEY, result.out + result.err)
        # There is no keyring here, so it has to be given again.
        self.gateways("test", "Home", expect=3, error="auth")
        self.gateways("test", "Home", environment={"REFRAIN_API_KEY": cli_fixture.KEY})
        self.gateways("test", "Home", "--key-stdin", stdin=key)
        for file in self.data.iterdir():
            self.assertNotIn(cli_fixture.KEY.encode(), file.read_bytes())

    def test_in_use(self):
        self.serve()
        self.gateways("add", "Home", self.address)
        self.fetch("demo-harbour-lights")
        self.gateways("remove", "Home", expect=1, error="gateway")
        self.assertEqual(self.names(), ["Home"])

    def test_usage(self):
        self.serve()
        self.gateways("add", "Home", self.address)
        for arguments in (
                [], ["change"], ["list", "x"], ["add"], ["add", "x"], ["add", "", "127.0.0.1:1"],
                ["add", "two\nlines", "127.0.0.1:1"], ["add", "x", "ftp://127.0.0.1"],
                ["add", "Home", "http://127.0.0.1:1"], ["add", "Other", self.address],
                ["add", "x", "127.0.0.1:1", "--family", "nonsense"], ["remove"],
                ["remove", "nobody"], ["test", "nobody"], ["test", "a", "b"]):
            with self.subTest(arguments=arguments):
                self.gateways(*arguments, expect=2, error="usage")
        self.assertEqual(self.names(), ["Home"])


if __name__ == "__main__":
    cli_fixture.main()
