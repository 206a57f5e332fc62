/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-text.h"

#include <string.h>

#define SHORT_ID_LENGTH 8
#define WHOLE_ID_LENGTH 16

/* Characters that ext4, NTFS or exFAT refuse, or that shells and sync tools stumble over. */
static const char forbidden[] = "/\\:*?\"<>|";

/* Names that Windows keeps for devices, whatever their ending. */
static const char *const reserved[] = { "con",  "prn",  "aux",  "nul",  "com1", "com2",
                                        "com3", "com4", "com5", "com6", "com7", "com8",
                                        "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5",
                                        "lpt6", "lpt7", "lpt8", "lpt9", NULL };

static gboolean
is_bidi_control (gunichar c)
{
  return c == 0x200e || c == 0x200f || c == 0x061c || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2066 && c <= 0x2069);
}

/* Appends @text with what no file system takes replaced by a space, spaces folded to one. */
static void
append_safe (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_bidi_control (c) || c == 0xfeff || c == 0xfffd)
        continue;
      if (g_unichar_iscntrl (c) || g_unichar_isspace (c) || c == 0x2028 || c == 0x2029
          || (c < 0x80 && strchr (forbidden, (int) c) != NULL))
        c = ' ';
      if (c == ' ' && (out->len == 0 || out->str[out->len - 1] == ' '))
        continue;
      g_string_append_unichar (out, c);
    }
}

/* Cuts to at most @max bytes, never inside a character nor between it and its combining marks. */
static void
cut_bytes (GString *text, gsize max)
{
  const char *end;

  if (text->len <= max)
    return;

  end = text->str + max;
  while (end > text->str && (*end & 0xc0) == 0x80)
    end--;
  while (end > text->str && g_unichar_ismark (g_utf8_get_char (end)))
    end = g_utf8_prev_char (end);
  g_string_truncate (text, end - text->str);
}

static void
trim_ends (GString *text)
{
  gsize start = strspn (text->str, " .-");

  g_string_erase (text, 0, start);
  while (text->len > 0 && strchr (" .-", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
}

static gboolean
is_reserved (const char *name)
{
  g_autofree char *stem = g_strndup (name, strcspn (name, "."));
  g_autofree char *folded = g_ascii_strdown (g_strchomp (stem), -1);

  return g_strv_contains (reserved, folded);
}

static const char *
get_field (const char *field,
           gsize length,
           const char *title,
           const char *style,
           const char *model,
           const char *date)
{
  const struct
  {
    const char *name;
    const char *value;
  } fields[] = { { "title", title }, { "style", style }, { "model", model }, { "date", date } };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (strlen (fields[i].name) == length && strncmp (fields[i].name, field, length) == 0)
        return fields[i].value != NULL ? fields[i].value : "";
    }

  return NULL;
}

/* Fills the template's fields in. `{id}` is left out: the id always ends the name. */
static void
expand_template (GString *out,
                 const char *name_template,
                 const char *title,
                 const char *style,
                 const char *model,
                 const char *date)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autofree char *valid = NULL;

  for (const char *p = name_template; *p != '\0';)
    {
      const char *close = *p == '{' ? strchr (p, '}') : NULL;
      const char *value = close != NULL
                              ? get_field (p + 1, close - p - 1, title, style, model, date)
                              : NULL;

      if (close != NULL && (value != NULL || g_str_has_prefix (p, "{id}")))
        {
          g_string_append (raw, value != NULL ? value : "");
          p = close + 1;
        }
      else
        g_string_append_c (raw, *p++);
    }

  /* A title may come from a file's tags as well, where nobody has looked at its bytes yet. */
  valid = g_utf8_make_valid (raw->str, raw->len);
  append_safe (out, valid);
}

/**
 * refrain_text_clean:
 * @text: (nullable): any text
 *
 * Returns: (transfer full) (nullable): @text without white space at its ends, %NULL when nothing is
 *   left
 */
char *
refrain_text_clean (const char *text)
{
  char *clean;

  if (text == NULL)
    return NULL;

  clean = g_strstrip (g_strdup (text));
  if (*clean == '\0')
    g_clear_pointer (&clean, g_free);

  return clean;
}

/**
 * refrain_text_first_line:
 * @text: UTF-8 text
 * @max_chars: the most characters to return, without the ellipsis
 *
 * Returns: (transfer full): the first line that is not blank, cut with an ellipsis
 */
char *
refrain_text_first_line (const char *text, glong max_chars)
{
  g_autofree char *line = NULL;

  text += strspn (text, " \t\r\n");
  line = g_strchomp (g_strndup (text, strcspn (text, "\r\n")));
  if (g_utf8_strlen (line, -1) <= max_chars)
    return g_steal_pointer (&line);

  *g_utf8_offset_to_pointer (line, max_chars) = '\0';
  return g_strconcat (line, "…", NULL);
}

/**
 * refrain_text_short_id:
 * @id: an id from a gateway, which may hold anything
 *
 * Of a UUID the first eight digits are enough, and short ids stay whole. Others often differ only
 * at their end ("task_0001"), so a digest stands for them: different clips never share a name.
 *
 * Returns: (transfer full): letters and digits, at least four
 */
char *
refrain_text_short_id (const char *id)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  g_autofree char *digest = NULL;

  for (const char *p = id; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (letters, g_ascii_tolower (*p));
    }

  if (g_uuid_string_is_valid (id))
    return g_strndup (letters->str, SHORT_ID_LENGTH);
  if (letters->len == strlen (id) && letters->len >= 4 && letters->len <= WHOLE_ID_LENGTH)
    return g_strdup (letters->str);

  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  return g_strndup (digest, SHORT_ID_LENGTH);
}

/**
 * refrain_text_format_duration:
 * @seconds: a length in seconds
 *
 * Returns: (transfer full): "3:07", "1:02:03", or an empty text for an unknown length
 */
char *
refrain_text_format_duration (double seconds)
{
  gint64 whole;

  if (!(seconds > 0.0) || seconds > 1e9)
    return g_strdup ("");

  whole = (gint64) (seconds + 0.5);
  if (whole >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (whole / 3600), (int) (whole / 60 % 60),
                            (int) (whole % 60));

  return g_strdup_printf ("%d:%02d", (int) (whole / 60), (int) (whole % 60));
}

/**
 * refrain_text_file_name:
 * @name_template: fields in braces: `{title}`, `{style}`, `{model}`, `{date}`, `{id}`
 * @title: (nullable): the clip's title, as the gateway sent it
 * @style: (nullable): the clip's style
 * @model: (nullable): the clip's model
 * @date: (nullable): "2026-09-03"
 * @clip_id: the clip's id
 * @extension: the ending without its dot; letters and digits only
 *
 * Makes one file name, never a path, that ext4, NTFS and exFAT all take, of at most
 * %REFRAIN_FILE_NAME_MAX bytes. The clip's short id is always in it, so that two takes with one
 * title never overwrite each other.
 *
 * Returns: (transfer full): the name
 */
char *
refrain_text_file_name (const char *name_template,
                        const char *title,
                        const char *style,
                        const char *model,
                        const char *date,
                        const char *clip_id,
                        const char *extension)
{
  g_autoptr (GString) stem = g_string_new (NULL);
  g_autofree char *short_id = NULL;
  gsize tail;

  g_return_val_if_fail (clip_id != NULL && extension != NULL, NULL);

  short_id = refrain_text_short_id (clip_id);
  tail = strlen (" []") + strlen (short_id) + strlen (".") + strlen (extension);
  expand_template (stem, name_template, title, style, model, date);
  trim_ends (stem);
  if (is_reserved (stem->str))
    g_string_prepend (stem, "_");
  cut_bytes (stem, REFRAIN_FILE_NAME_MAX - tail);
  trim_ends (stem);
  if (stem->len > 0)
    g_string_append_c (stem, ' ');
  g_string_append_printf (stem, "[%s].%s", short_id, extension);

  return g_strdup (stem->str);
}

/**
 * refrain_text_is_http_url:
 * @text: (nullable): any text
 *
 * Returns: whether @text is an absolute http or https address with a host
 */
gboolean
refrain_text_is_http_url (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  if (text == NULL)
    return FALSE;

  uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return FALSE;

  return g_str_equal (g_uri_get_scheme (uri), "http")
         || g_str_equal (g_uri_get_scheme (uri), "https");
}

/**
 * refrain_text_redact_url:
 * @url: an address
 *
 * Returns: (transfer full): @url without user, query and fragment, fit for a log: signed addresses
 *   carry their secret in the query
 */
char *
refrain_text_redact_url (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (uri == NULL)
    return g_strdup ("(not an address)");

  return g_uri_to_string_partial (uri,
                                  G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
}
