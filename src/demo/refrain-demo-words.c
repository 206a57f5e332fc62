/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-words.h"

#define MAX_TITLE_WORDS 4

/**
 * refrain_demo_words_dup_title:
 * @description: what a song should be about
 *
 * Returns: (transfer full): its first few words, begun with a capital
 */
char *
refrain_demo_words_dup_title (const char *description)
{
  g_auto (GStrv) words = g_strsplit_set (description != NULL ? description : "", " \t\r\n,.;:", -1);
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *first = NULL;
  guint n_words = 0;

  for (guint i = 0; words[i] != NULL && n_words < MAX_TITLE_WORDS; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (n_words++ > 0)
        g_string_append_c (title, ' ');
      g_string_append (title, words[i]);
    }
  if (n_words == 0)
    return g_strdup ("Untitled");

  first = g_utf8_substring (title->str, 0, 1);
  g_string_erase (title, 0, (gssize) strlen (first));
  g_string_prepend_unichar (title, g_unichar_toupper (g_utf8_get_char (first)));

  return g_string_free (g_steal_pointer (&title), FALSE);
}

/**
 * refrain_demo_words_dup_lyrics:
 * @description: what a song should be about
 *
 * Returns: (transfer full): two verses and a chorus with section labels; the same words for the
 * same description
 */
char *
refrain_demo_words_dup_lyrics (const char *description)
{
  g_autofree char *title = refrain_demo_words_dup_title (description);

  return g_strdup_printf ("[Verse 1]\n"
                          "I left the kitchen light on low\n"
                          "and wrote your name where windows steam\n"
                          "the kettle hummed a note I know\n"
                          "and carried half of it to dream\n"
                          "\n"
                          "[Chorus]\n"
                          "%s, come around again\n"
                          "%s, tell me how it ends\n"
                          "Turn the record over, friend\n"
                          "we are only halfway in\n"
                          "\n"
                          "[Verse 2]\n"
                          "The morning tram rolled out of sight\n"
                          "with all its yellow squares of glass\n"
                          "I kept the tune, I got it right\n"
                          "the second time I heard it pass\n",
                          title, title);
}
