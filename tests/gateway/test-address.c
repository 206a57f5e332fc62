/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-address.h"
#include "refrain-gateway-error.h"

#include <string.h>

static void
test_normalize (void)
{
  static const struct
  {
    const char *text;
    const char *address;
  } cases[] = {
    { "https://gw.example", "https://gw.example" },
    { "https://gw.example/", "https://gw.example" },
    { "https://gw.example///", "https://gw.example" },
    { "  https://gw.example \n", "https://gw.example" },
    { "gw.example", "https://gw.example" },
    { "gw.example/api/", "https://gw.example/api" },
    { "http://gw.example", "http://gw.example" },
    { "https://gw.example:8443/", "https://gw.example:8443" },
    { "https://gw.example/api/v1", "https://gw.example/api/v1" },
    { "https://gw.example/suno/fetch", "https://gw.example" },
    { "https://gw.example/api/suno/fetch/", "https://gw.example/api" },
    { "https://gw.example/suno/submit/music", "https://gw.example" },
    { "https://gw.example/suno/submit/lyrics", "https://gw.example" },
    { "http://127.0.0.1:3000", "http://127.0.0.1:3000" },
    { "127.0.0.1:3000", "http://127.0.0.1:3000" },
    { "localhost:3000/", "http://localhost:3000" },
    { "http://[::1]:3000/", "http://[::1]:3000" },
    { "[::1]:3000", "http://[::1]:3000" },
    { "http://[2001:db8::5]/api/", "http://[2001:db8::5]/api" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = refrain_address_normalize (cases[i].text, &error);
      g_autofree char *again = NULL;

      g_test_message ("“%s”", cases[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (address, ==, cases[i].address);
      again = refrain_address_normalize (address, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, address);
    }
}

/* A scheme nobody typed must not send the key in the clear to a host on the internet. */
static void
test_no_scheme_is_safe (void)
{
  const char *hosts[] = {
    "10.example.com",        "127.example.com",       "192.168.example.com",
    "localhost.example.com", "my.localsongs.example", "my.local.example.com"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *address = refrain_address_normalize (hosts[i], NULL);
      g_autofree char *expected = g_strconcat ("https://", hosts[i], NULL);

      g_assert_cmpstr (address, ==, expected);
    }
}

static void
test_local_hosts (void)
{
  const char *hosts[] = { "localhost",   "localhost:3000", "127.0.0.1",     "10.0.0.7:8080",
                          "192.168.1.2", "nas.local",      "nas.local:3000" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *address = refrain_address_normalize (hosts[i], NULL);
      g_autofree char *expected = g_strconcat ("http://", hosts[i], NULL);

      g_assert_cmpstr (address, ==, expected);
    }
}

static void
test_refused (void)
{
  const char *texts[] = { "",
                          "   ",
                          "file:///etc/passwd",
                          "ftp://gw.example",
                          "https://",
                          "https:///path",
                          "https://me:secret@gw.example",
                          "https://me@gw.example",
                          "me:secret@gw.example",
                          "https://gw example",
                          "two words",
                          "https://gw.example:99999",
                          "https://gw.example:port",
                          "javascript:alert(1)",
                          "http://[::1",
                          "https://gw.example/a b" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = refrain_address_normalize (texts[i], &error);

      g_test_message ("“%s”", texts[i]);
      g_assert_error (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
      g_assert_null (address);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_query_and_fragment_go (void)
{
  g_autofree char *address = refrain_address_normalize ("https://gw.example/api/?key=secret#top",
                                                        NULL);

  g_assert_cmpstr (address, ==, "https://gw.example/api");
}

/* The calls of every family are what people find in its documentation. */
static void
test_calls_go (void)
{
  static const char *const calls[] = { "/suno/fetch",      "/suno/tasks",         "/api/get?ids=a",
                                       "/api/v1/generate", "/api/suno/v1/music",  "/suno/audios/",
                                       "/api/generate",    "/api/custom_generate" };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *typed = g_strconcat ("https://gw.example/my", calls[i], NULL);
      g_autofree char *address = refrain_address_normalize (typed, NULL);

      g_assert_cmpstr (address, ==, "https://gw.example/my");
    }
}

static void
test_join (void)
{
  g_autofree char *plain = refrain_address_join ("https://gw.example/api", "/suno/fetch", NULL);
  g_autofree char *id = refrain_address_join ("https://gw.example", "/suno/fetch/%s",
                                              "0a1b-2c3d_4.5~6");
  g_autofree char *nasty = refrain_address_join ("https://gw.example", "/suno/fetch/%s",
                                                 "../x?y#z/é %41&=+");
  g_autofree char *percent = refrain_address_join ("https://gw.example", "/suno/fetch/%s", "%s%n");
  g_autofree char *broken = refrain_address_join ("https://gw.example", "/suno/fetch/%s", "a\xff");

  g_assert_cmpstr (plain, ==, "https://gw.example/api/suno/fetch");
  g_assert_cmpstr (id, ==, "https://gw.example/suno/fetch/0a1b-2c3d_4.5~6");
  g_assert_cmpstr (nasty, ==,
                   "https://gw.example/suno/fetch/..%2Fx%3Fy%23z%2F%C3%A9%20%2541%26%3D%2B");
  g_assert_cmpstr (percent, ==, "https://gw.example/suno/fetch/%25s%25n");
  g_assert_cmpstr (broken, ==, "https://gw.example/suno/fetch/a%FF");
}

static void
test_origins (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean same;
  } cases[] = {
    { "https://h.example/a", "https://h.example/b?c", TRUE },
    { "https://h.example", "https://h.example:443/", TRUE },
    { "http://h.example:80", "http://h.example", TRUE },
    { "https://H.Example", "https://h.example", TRUE },
    { "HTTPS://h.example", "https://h.example", TRUE },
    { "https://h.example", "http://h.example", FALSE },
    { "https://h.example", "https://h.example:8443", FALSE },
    { "https://h.example", "https://g.example", FALSE },
    { "https://h.example", "https://h.example.evil.example", FALSE },
    { "https://h.example", "https://h.example@evil.example", FALSE },
    { "http://127.0.0.1:1", "http://localhost:1", FALSE },
    { "file:///a", "file:///a", FALSE },
    { "", "", FALSE },
    { "nonsense", "nonsense", FALSE },
  };
  g_autofree char *origin = refrain_address_dup_origin ("https://me@h.example:8443/a?b#c");
  g_autofree char *none = refrain_address_dup_origin ("file:///etc");

  g_assert_true (g_str_has_prefix (origin, "https://h.example:8443"));
  g_assert_null (strchr (origin, '@'));
  g_assert_null (strpbrk (origin, "?#"));
  g_assert_null (none);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].a, cases[i].b);
      g_assert_cmpint (refrain_address_same_origin (cases[i].a, cases[i].b), ==, cases[i].same);
      g_assert_cmpint (refrain_address_same_origin (cases[i].b, cases[i].a), ==, cases[i].same);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address/normalize", test_normalize);
  g_test_add_func ("/address/no-scheme-is-safe", test_no_scheme_is_safe);
  g_test_add_func ("/address/local-hosts", test_local_hosts);
  g_test_add_func ("/address/refused", test_refused);
  g_test_add_func ("/address/query-and-fragment", test_query_and_fragment_go);
  g_test_add_func ("/address/calls", test_calls_go);
  g_test_add_func ("/address/join", test_join);
  g_test_add_func ("/address/origins", test_origins);

  return g_test_run ();
}
