/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-query.h"

static char **
split (const char *text)
{
  g_autoptr (RefrainQuery) query = refrain_query_new ();

  query->text = g_strdup (text);
  return refrain_query_split_words (query);
}

static void
assert_words (const char *text, const char *const *expected)
{
  g_auto (GStrv) words = split (text);

  g_test_message ("“%s”", text);
  g_assert_cmpstrv ((char **) words, (char **) expected);
}

static void
test_words (void)
{
  assert_words (NULL, (const char *[]){ NULL });
  assert_words ("", (const char *[]){ NULL });
  assert_words (" \t\n ", (const char *[]){ NULL });
  assert_words ("harbour lights", (const char *[]){ "harbour", "lights", NULL });
  assert_words ("  Harbour\tLIGHTS\n", (const char *[]){ "harbour", "lights", NULL });
  assert_words ("日本語 の歌", (const char *[]){ "日本語", "の歌", NULL });
  assert_words ("ÉTÉ", (const char *[]){ "été", NULL });
}

static void
test_novel_is_cut (void)
{
  GString *novel = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (novel, "word%u ", i);
  words = split (novel->str);
  g_assert_cmpuint (g_strv_length (words), >=, 1);
  g_assert_cmpuint (g_strv_length (words), <=, 100);
  g_assert_cmpstr (words[0], ==, "word0");
  g_string_free (novel, TRUE);
}

static void
test_equal (void)
{
  g_autoptr (RefrainQuery) a = refrain_query_new ();
  g_autoptr (RefrainQuery) b = NULL;
  g_autoptr (RefrainQuery) c = NULL;

  a->text = g_strdup ("rain");
  a->view = REFRAIN_VIEW_KEEPERS;
  a->sort = REFRAIN_SORT_TITLE;
  a->limit = 5;
  a->task_row = 9;
  b = refrain_query_copy (a);
  g_assert_true (refrain_query_equal (a, b));
  b->limit = 6;
  g_assert_false (refrain_query_equal (a, b));
  c = refrain_query_copy (a);
  g_clear_pointer (&c->text, g_free);
  g_assert_false (refrain_query_equal (a, c));
  g_assert_false (refrain_query_equal (c, a));
}

static void
test_sorts (void)
{
  RefrainSort sort = REFRAIN_SORT_MODEL;

  for (int i = REFRAIN_SORT_CREATED; i <= REFRAIN_SORT_MODEL; i++)
    {
      g_assert_true (refrain_sort_from_string (refrain_sort_to_string ((RefrainSort) i), &sort));
      g_assert_cmpint (sort, ==, i);
    }
  g_assert_false (refrain_sort_from_string ("bogus", &sort));
  g_assert_false (refrain_sort_from_string (NULL, &sort));
  g_assert_cmpint (sort, ==, REFRAIN_SORT_MODEL);
  g_assert_true (refrain_sort_is_ascending_by_nature (REFRAIN_SORT_TITLE));
  g_assert_false (refrain_sort_is_ascending_by_nature (REFRAIN_SORT_CREATED));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/query/words", test_words);
  g_test_add_func ("/core/query/novel", test_novel_is_cut);
  g_test_add_func ("/core/query/equal", test_equal);
  g_test_add_func ("/core/query/sorts", test_sorts);

  return g_test_run ();
}
