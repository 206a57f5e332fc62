/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-text.h"

#include <string.h>

#define ID "e0fe8bba-fac8-460b-bf1c-111111111111"
#define SHORT "e0fe8bba"

/* What every name must be, whatever went into it. */
static void
assert_safe_name (const char *name, const char *extension)
{
  const char *device_names[] = { "con", "prn", "aux", "nul" };
  g_autofree char *ending = g_strconcat (".", extension, NULL);
  g_autofree char *stem = g_strndup (name, strcspn (name, "."));
  g_autofree char *folded = g_ascii_strdown (g_strchomp (stem), -1);

  g_test_message ("name: “%s”", name);
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (strlen (name), <=, REFRAIN_FILE_NAME_MAX);
  g_assert_true (g_str_has_suffix (name, ending));
  g_assert_cmpuint (strlen (name), >, strlen (ending));
  g_assert_cmpuint (strcspn (name, "/\\:*?\"<>|"), ==, strlen (name));
  g_assert_cmpint (name[0], !=, '.');
  g_assert_cmpint (name[0], !=, ' ');
  g_assert_cmpint (name[0], !=, '-');
  for (gsize i = 0; i < G_N_ELEMENTS (device_names); i++)
    g_assert_cmpstr (folded, !=, device_names[i]);
  if (strlen (folded) == 4
      && (g_str_has_prefix (folded, "com") || g_str_has_prefix (folded, "lpt")))
    g_assert_false (g_ascii_isdigit (folded[3]));
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_false (g_unichar_iscntrl (c));
      g_assert_false (c >= 0x202a && c <= 0x202e);
      g_assert_false (c >= 0x2066 && c <= 0x2069);
      g_assert_false (c == 0x200e || c == 0x200f || c == 0x061c || c == 0xfeff);
      g_assert_false (c == 0x2028 || c == 0x2029);
    }
}

static char *
name_of_title (const char *title)
{
  return refrain_text_file_name ("{title} {id}", title, NULL, NULL, NULL, ID, "mp3");
}

static void
test_template (void)
{
  g_autofree char *all = refrain_text_file_name ("{date} {title} ({style}, {model}) {id}",
                                                 "Harbour", "folk", "chirp-v4", "2026-09-03", ID,
                                                 "mp3");
  g_autofree char *no_id = refrain_text_file_name ("{title}", "Harbour", NULL, NULL, NULL, ID,
                                                   "mp4");
  g_autofree char *only_id = refrain_text_file_name ("{id}", "Harbour", NULL, NULL, NULL, ID,
                                                     "png");
  g_autofree char *nothing = refrain_text_file_name ("", "Harbour", NULL, NULL, NULL, ID, "mp3");
  g_autofree char *strange = refrain_text_file_name ("{title} {nonsense} {", "Harbour", NULL, NULL,
                                                     NULL, ID, "mp3");

  g_assert_cmpstr (all, ==, "2026-09-03 Harbour (folk, chirp-v4) [" SHORT "].mp3");
  g_assert_nonnull (strstr (only_id, SHORT));
  g_assert_null (strstr (only_id, "{id}"));
  assert_safe_name (only_id, "png");
  g_assert_nonnull (strstr (no_id, "Harbour"));
  g_assert_nonnull (strstr (no_id, SHORT));
  g_assert_nonnull (strstr (nothing, SHORT));
  g_assert_nonnull (strstr (strange, SHORT));
  assert_safe_name (all, "mp3");
  assert_safe_name (no_id, "mp4");
  assert_safe_name (nothing, "mp3");
  assert_safe_name (strange, "mp3");
}

/* A title is text, not a template. */
static void
test_title_is_no_template (void)
{
  g_autofree char *name = refrain_text_file_name ("{title} {style}", "{model}{style} %s%n", "folk",
                                                  NULL, NULL, ID, "mp3");

  assert_safe_name (name, "mp3");
  g_assert_nonnull (strstr (name, "{model}{style} %s%n"));
}

static void
test_nasty_titles (void)
{
  const char *titles[] = {
    NULL,
    "",
    "   ",
    "...",
    ".hidden",
    "..",
    "../../etc/passwd",
    "..\\..\\windows\\system32",
    "/absolute",
    "a/b\\c:d*e?f\"g<h>i|j",
    "CON",
    "con",
    "nul.txt",
    "AUX ",
    "COM1",
    "lpt9.x",
    "trailing dots...",
    "trailing spaces   ",
    "tab\tnew\nline\rbell\a",
    "\x01\x02\x1f\x7f",
    "right\xe2\x80\xae"
    "3pm.exe",
    "\xe2\x81\xa6isolate\xe2\x81\xa9",
    "\xe2\x80\x8f\xe2\x80\x8e",
    "line\xe2\x80\xa8separator",
    "c1 \xc2\x85 control",
    "\xef\xbb\xbf"
    "bom",
    "broken \xff\xfe utf-8 \xe2\x82",
    "-rf",
    "~",
    "$(reboot)",
    "Ünïcödé – “quotes”",
    "日本語の歌",
    "👩‍👩‍👧‍👦 family",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *name = name_of_title (titles[i]);
      g_autofree char *bare = refrain_text_file_name ("{title}", titles[i], NULL, NULL, NULL, ID,
                                                      "mp3");

      assert_safe_name (name, "mp3");
      assert_safe_name (bare, "mp3");
      g_assert_nonnull (strstr (name, SHORT));
      g_assert_nonnull (strstr (bare, SHORT));
    }
}

static void
test_good_titles_are_kept (void)
{
  const char *titles[] = { "Harbour Lights", "日本語の歌", "Ünïcödé – it’s", "Vol. 2", "a & b, c" };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *name = name_of_title (titles[i]);
      g_autofree char *expected = g_strdup_printf ("%s [" SHORT "].mp3", titles[i]);

      g_assert_cmpstr (name, ==, expected);
    }
}

/* The template comes from a user's settings: it is no more to be trusted than a title. */
static void
test_nasty_templates (void)
{
  const char *templates[] = { "../{title}", "/{id}",       "a/b/{title}", "CON",
                              "{title}...", "{title} . .", "\n",          "{}",
                              "{{title}}",  "{title",      "%s%s%s%n",    "C:\\{title}" };

  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autofree char *name = refrain_text_file_name (templates[i], "Harbour", "folk", "v4",
                                                      "2026-09-03", ID, "mp3");

      assert_safe_name (name, "mp3");
      g_assert_nonnull (strstr (name, SHORT));
    }
}

static char *
repeat (const char *text, guint times)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

static void
test_long_titles (void)
{
  const char *units[] = {
    "歌", "🎵", "é", "a", "👩‍👩‍👧‍👦", "e\xcc\x81", "a ", "a."
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      /* Every offset within a character of the place where the name is cut. */
      for (guint shift = 0; shift < 8; shift++)
        {
          g_autofree char *pad = repeat ("x", shift);
          g_autofree char *body = repeat (units[i], 300);
          g_autofree char *title = g_strconcat (pad, body, NULL);
          g_autofree char *name = name_of_title (title);
          g_autofree char *bare = refrain_text_file_name ("{title}", title, NULL, NULL, NULL, ID,
                                                          "mp3");

          assert_safe_name (name, "mp3");
          assert_safe_name (bare, "mp3");
          g_assert_nonnull (strstr (name, SHORT));
          g_assert_nonnull (strstr (bare, SHORT));
          g_assert_cmpuint (strlen (name), >, 120);
        }
    }
}

static void
test_long_everything (void)
{
  g_autofree char *text = repeat ("歌 ", 5000);
  g_autofree char *name = refrain_text_file_name ("{title} {style} {model} {date}", text, text,
                                                  text, text, ID, "mp3");
  g_autofree char *long_template = refrain_text_file_name (text, "x", NULL, NULL, NULL, ID, "mp3");

  assert_safe_name (name, "mp3");
  g_assert_nonnull (strstr (name, SHORT));
  assert_safe_name (long_template, "mp3");
  g_assert_nonnull (strstr (long_template, SHORT));
}

static void
test_nasty_ids (void)
{
  const char *ids[] = {
    "", "../../x", "a", "b", "????", "/", "…", "歌歌歌", "\xff", "CON", "task_0123456789abcdef"
  };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      char *name = refrain_text_file_name ("{title} {id}", "Harbour", NULL, NULL, NULL, ids[i],
                                           "mp3");

      assert_safe_name (name, "mp3");
      g_assert_true (g_hash_table_add (names, name));
    }
}

static void
test_takes_never_share_a_name (void)
{
  g_autofree char *title = repeat ("long ", 100);
  g_autofree char *one = refrain_text_file_name ("{title}", title, NULL, NULL, NULL, "aaaaaaaa-1",
                                                 "mp3");
  g_autofree char *two = refrain_text_file_name ("{title}", title, NULL, NULL, NULL, "bbbbbbbb-1",
                                                 "mp3");

  g_assert_cmpstr (one, !=, two);
}

static void
test_clean (void)
{
  g_autofree char *trimmed = refrain_text_clean ("  a b \n");
  g_autofree char *blank = refrain_text_clean (" \t\n");
  g_autofree char *none = refrain_text_clean (NULL);
  g_autofree char *inner = refrain_text_clean ("a\n\nb");

  g_assert_cmpstr (trimmed, ==, "a b");
  g_assert_null (blank);
  g_assert_null (none);
  g_assert_cmpstr (inner, ==, "a\n\nb");
}

static void
test_first_line (void)
{
  g_autofree char *line = refrain_text_first_line ("\n \nfirst\nsecond", 20);
  g_autofree char *cut = refrain_text_first_line ("歌歌歌歌歌", 3);
  g_autofree char *exact = refrain_text_first_line ("歌歌歌", 3);
  g_autofree char *empty = refrain_text_first_line ("", 3);

  g_assert_cmpstr (line, ==, "first");
  g_assert_cmpstr (cut, ==, "歌歌歌…");
  g_assert_cmpstr (exact, ==, "歌歌歌");
  g_assert_cmpstr (empty, ==, "");
}

static void
test_duration (void)
{
  static const struct
  {
    double seconds;
    const char *text;
  } cases[] = { { 187.0, "3:07" },     { 59.4, "0:59" }, { 59.6, "1:00" }, { 3723.0, "1:02:03" },
                { 3599.9, "1:00:00" }, { -1.0, "" },     { 1e300, "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = refrain_text_format_duration (cases[i].seconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_http_urls (void)
{
  const char *good[] = { "http://host", "https://host/a.mp3?x=1#f", "HTTPS://HOST/",
                         "http://[::1]:80/", "http://127.0.0.1:8080/a b.mp3" };
  const char *bad[] = { NULL,
                        "",
                        " ",
                        "host/a.mp3",
                        "//host/a",
                        "file:///etc/passwd",
                        "ftp://host/a",
                        "http://",
                        "http:///a",
                        "https:host",
                        "javascript:alert(1)",
                        "data:audio/mp3;base64,AAAA",
                        "httpx://host",
                        "h ttp://host" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("“%s”", good[i]);
      g_assert_true (refrain_text_is_http_url (good[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (refrain_text_is_http_url (bad[i]));
    }
}

static void
test_redact (void)
{
  g_autofree char *signed_url = refrain_text_redact_url (
      "https://me:secret@host:8443/a/b.mp3?sig=secret#secret");
  g_autofree char *garbage = refrain_text_redact_url ("secret \xff");

  g_assert_null (strstr (signed_url, "secret"));
  g_assert_nonnull (strstr (signed_url, "host:8443/a/b.mp3"));
  g_assert_null (strstr (garbage, "secret"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/text/file-name/template", test_template);
  g_test_add_func ("/core/text/file-name/title-is-no-template", test_title_is_no_template);
  g_test_add_func ("/core/text/file-name/nasty-titles", test_nasty_titles);
  g_test_add_func ("/core/text/file-name/good-titles", test_good_titles_are_kept);
  g_test_add_func ("/core/text/file-name/nasty-templates", test_nasty_templates);
  g_test_add_func ("/core/text/file-name/long-titles", test_long_titles);
  g_test_add_func ("/core/text/file-name/long-everything", test_long_everything);
  g_test_add_func ("/core/text/file-name/nasty-ids", test_nasty_ids);
  g_test_add_func ("/core/text/file-name/takes", test_takes_never_share_a_name);
  g_test_add_func ("/core/text/clean", test_clean);
  g_test_add_func ("/core/text/first-line", test_first_line);
  g_test_add_func ("/core/text/duration", test_duration);
  g_test_add_func ("/core/text/http-urls", test_http_urls);
  g_test_add_func ("/core/text/redact", test_redact);

  return g_test_run ();
}
