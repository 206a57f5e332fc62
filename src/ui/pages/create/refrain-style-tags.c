/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-style-tags.h"

#include <string.h>

/* A style is a list of tags with commas between them; the fullwidth and the ideographic comma are
 * typed as well. */
static gboolean
is_comma (gunichar character)
{
  return character == ',' || character == 0xff0c || character == 0x3001;
}

/* The bounds of the tag at @caret, in bytes, without the space around it. */
static void
find_bounds (const char *style, int caret, gsize *start, gsize *end)
{
  const char *here = g_utf8_offset_to_pointer (style, MIN (caret, g_utf8_strlen (style, -1)));
  const char *first = here;
  const char *last = here;

  while (first > style && !is_comma (g_utf8_get_char (g_utf8_prev_char (first))))
    first = g_utf8_prev_char (first);
  while (*last != '\0' && !is_comma (g_utf8_get_char (last)))
    last = g_utf8_next_char (last);
  while (first < here && g_unichar_isspace (g_utf8_get_char (first)))
    first = g_utf8_next_char (first);
  while (last > here && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (last))))
    last = g_utf8_prev_char (last);
  *start = (gsize) (first - style);
  *end = (gsize) (last - style);
}

/**
 * refrain_style_tags_at:
 * @style: a style
 * @caret: a place in it, in characters
 *
 * Returns: (transfer full): what stands before @caret of the tag that it is in
 */
char *
refrain_style_tags_at (const char *style, int caret)
{
  const char *here = g_utf8_offset_to_pointer (style, MIN (caret, g_utf8_strlen (style, -1)));
  gsize start;
  gsize end;

  find_bounds (style, caret, &start, &end);
  return g_strndup (style + start, (gsize) (here - style) - start);
}

static char **
split (const char *style)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *start = style;

  for (const char *here = style;; here = g_utf8_next_char (here))
    {
      if (*here == '\0' || is_comma (g_utf8_get_char (here)))
        {
          g_autofree char *tag = g_strstrip (g_strndup (start, (gsize) (here - start)));

          if (*tag != '\0')
            g_strv_builder_add (builder, tag);
          start = *here != '\0' ? g_utf8_next_char (here) : here;
        }
      if (*here == '\0')
        break;
    }
  return g_strv_builder_end (builder);
}

/* The style's own tags, and every tag that was taken, folded; so each is offered once. */
static void
suggest_of (
    GStrvBuilder *builder, GHashTable *known, const char *style, const char *typed, guint *n_left)
{
  g_auto (GStrv) tags = split (style);

  for (guint i = 0; tags[i] != NULL && *n_left > 0; i++)
    {
      g_autofree char *folded = g_utf8_casefold (tags[i], -1);

      if (!g_str_has_prefix (folded, typed) || g_hash_table_contains (known, folded))
        continue;
      g_strv_builder_add (builder, tags[i]);
      g_hash_table_add (known, g_steal_pointer (&folded));
      (*n_left)--;
    }
}

/**
 * refrain_style_tags_suggest:
 * @styles: styles that were used before, the last used first
 * @style: the style that is being typed
 * @caret: where in it, in characters
 * @max_tags: the most that are wanted
 *
 * Returns: (transfer full): tags that begin as the one at @caret does, without those that the style
 *   has already; none when nothing of a tag stands there
 */
char **
refrain_style_tags_suggest (const char *const *styles, const char *style, int caret, guint max_tags)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *tag = refrain_style_tags_at (style, caret);
  g_autofree char *typed = g_utf8_casefold (tag, -1);
  g_auto (GStrv) own = split (style);

  for (guint i = 0; own[i] != NULL; i++)
    g_hash_table_add (known, g_utf8_casefold (own[i], -1));
  for (guint i = 0; *typed != '\0' && styles != NULL && styles[i] != NULL; i++)
    suggest_of (builder, known, styles[i], typed, &max_tags);
  return g_strv_builder_end (builder);
}

/**
 * refrain_style_tags_complete:
 * @style: a style
 * @caret: where in it, in characters
 * @tag: what the tag there shall be
 * @new_caret: (out): where to go on, in characters
 *
 * Returns: (transfer full): the style with that tag, ready for the next one
 */
char *
refrain_style_tags_complete (const char *style, int caret, const char *tag, int *new_caret)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize start;
  gsize end;

  find_bounds (style, caret, &start, &end);
  g_string_append_len (text, style, (gssize) start);
  g_string_append (text, tag);
  if (style[end] == '\0')
    g_string_append (text, ", ");
  *new_caret = (int) g_utf8_strlen (text->str, -1);
  g_string_append (text, style + end);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
