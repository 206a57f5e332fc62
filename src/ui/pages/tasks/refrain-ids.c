/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-ids.h"

#include <string.h>

/* What stands between ids in lists, tables, sentences and JSON. */
static gboolean
is_separator (gunichar c)
{
  static const char ascii[] = ",;|\"'`<>()[]{}";
  GUnicodeType type;

  if (c < 0x80)
    return c <= 0x20 || c == 0x7f || strchr (ascii, (int) c) != NULL;
  if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x200b || c == 0xfeff)
    return TRUE;

  type = g_unichar_type (c);
  return type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION
         || type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_CLOSE_PUNCTUATION
         || type == G_UNICODE_OTHER_PUNCTUATION;
}

/* The last part of an address's path, without query and fragment. */
static char *
take_last_part (const char *token)
{
  g_autofree char *path = g_strndup (token, strcspn (token, "?#"));
  const char *scheme = strstr (path, "://");
  char *rest = scheme != NULL ? (char *) scheme + 3 : path;
  char *slash;
  char *part;

  while (g_str_has_suffix (rest, "/"))
    rest[strlen (rest) - 1] = '\0';
  slash = strrchr (rest, '/');
  /* An address without a path names no task. */
  if (slash == NULL)
    return scheme != NULL ? NULL : g_strdup (rest);

  part = g_uri_unescape_string (slash + 1, NULL);
  return part != NULL && g_utf8_validate (part, -1, NULL) ? part : g_strdup (slash + 1);
}

static char *
read_id (const char *start, gsize length)
{
  g_autofree char *token = g_strndup (start, length);
  g_autofree char *id = NULL;
  gsize skip;

  id = strchr (token, '/') != NULL ? take_last_part (token) : g_strdup (token);
  if (id == NULL)
    return NULL;

  /* The full stop of a sentence, the colon of a label, the dash of a list. */
  skip = strspn (id, ".:-*#=");
  memmove (id, id + skip, strlen (id) - skip + 1);
  while (*id != '\0' && strchr (".:*=", id[strlen (id) - 1]) != NULL)
    id[strlen (id) - 1] = '\0';

  return *id != '\0' ? g_steal_pointer (&id) : NULL;
}

/**
 * refrain_ids_split:
 * @text: what a user typed or pasted
 * @n_left_out: (out) (optional): how many more there are than %REFRAIN_IDS_MAX
 *
 * Reads ids from a list with any separators. Of a whole address the last part of its path counts.
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids in their order, each once
 */
char **
refrain_ids_split (const char *text, guint *n_left_out)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *start = valid;

  for (const char *p = valid;; p = g_utf8_next_char (p))
    {
      char *id;

      if (*p != '\0' && !is_separator (g_utf8_get_char (p)))
        continue;
      id = p > start ? read_id (start, (gsize) (p - start)) : NULL;
      start = *p != '\0' ? g_utf8_next_char (p) : p;
      if (id != NULL && !g_hash_table_contains (seen, id)
          && g_hash_table_size (seen) < REFRAIN_IDS_MAX)
        g_strv_builder_add (ids, id);
      if (id != NULL)
        g_hash_table_add (seen, id);
      if (*p == '\0')
        break;
    }

  if (n_left_out != NULL)
    *n_left_out = g_hash_table_size (seen) - MIN (g_hash_table_size (seen), REFRAIN_IDS_MAX);
  return g_strv_builder_end (ids);
}
