/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How one text becomes another. In the tables "-" stands before what was removed, "+" before what
 * was added and "=" before what both have, with "|" between the parts. */

#include "refrain-text-diff.h"

static char *
describe (GPtrArray *parts)
{
  static const char marks[] = { '=', '-', '+' };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const RefrainDiffPart *part = g_ptr_array_index (parts, i);

      g_assert_cmpstr (part->text, !=, "");
      if (i > 0)
        g_string_append_c (text, '|');
      g_string_append_c (text, marks[part->kind]);
      g_string_append (text, part->text);
    }
  return g_string_free (text, FALSE);
}

static void
test_table (void)
{
  static const struct
  {
    RefrainDiffUnit unit;
    const char *before;
    const char *after;
    const char *parts;
  } cases[] = {
    { REFRAIN_DIFF_WORDS, NULL, NULL, "" },
    { REFRAIN_DIFF_WORDS, "", "new", "+new" },
    { REFRAIN_DIFF_WORDS, "old", NULL, "-old" },
    { REFRAIN_DIFF_WORDS, "same words", "same words", "=same words" },
    { REFRAIN_DIFF_WORDS, "warm folk", "warm jazz", "=warm |-folk|+jazz" },
    { REFRAIN_DIFF_WORDS, "folk, warm", "folk, soft, warm", "=folk, |+soft, |=warm" },
    { REFRAIN_DIFF_WORDS, "don't go", "don't stay", "=don't |-go|+stay" },
    { REFRAIN_DIFF_WORDS, "月光下的海", "月光下的山", "=月光下的|-海|+山" },
    { REFRAIN_DIFF_WORDS, "a\nb", "a b", "=a|-\n|+ |=b" },
    { REFRAIN_DIFF_LINES, "a\nb\nc\n", "a\nc\n", "=a\n|-b\n|=c\n" },
    { REFRAIN_DIFF_LINES, "a\nb", "a\nb\nc", "=a\nb\n|+c" },
    { REFRAIN_DIFF_LINES, "a\nb\nc", "a\nx\nc", "=a\n|-b\n|+x\n|=c" },
    { REFRAIN_DIFF_LINES, "a\n\nb", "a\nb", "=a\n|-\n|=b" },
    { REFRAIN_DIFF_LINES, "one\ntwo", "three\nfour", "-one\ntwo|+three\nfour" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) parts = refrain_text_diff (cases[i].before, cases[i].after,
                                                       cases[i].unit);
      g_autofree char *text = describe (parts);

      g_test_message ("row %u", (guint) i);
      g_assert_cmpstr (text, ==, cases[i].parts);
    }
}

/* What one side has, put together again, is that side. */
static char *
join (GPtrArray *parts, RefrainDiffKind left_out)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const RefrainDiffPart *part = g_ptr_array_index (parts, i);

      if (part->kind != left_out)
        g_string_append (text, part->text);
    }
  return g_string_free (text, FALSE);
}

static char *
make_text (guint n_words, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "w%d%c", g_rand_int_range (rand, 0, 20), i % 8 == 7 ? '\n' : ' ');
  return g_string_free (text, FALSE);
}

/* As little as wanted, and as much as anybody could paste: bounded, and nothing is lost. */
static void
test_sizes (void)
{
  static const guint sizes[] = { 0, 1, 7, 300, 3000, 400000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      for (guint unit = REFRAIN_DIFF_LINES; unit <= REFRAIN_DIFF_WORDS; unit++)
        {
          g_autofree char *before = make_text (sizes[i], 1);
          g_autofree char *after = make_text (sizes[i], 2);
          g_autoptr (GPtrArray) parts = refrain_text_diff (before, after, unit);
          g_autofree char *old = join (parts, REFRAIN_DIFF_ADDED);
          g_autofree char *new = join (parts, REFRAIN_DIFF_REMOVED);

          g_assert_cmpstr (old, ==, before);
          g_assert_cmpstr (new, ==, after);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-diff/table", test_table);
  g_test_add_func ("/text-diff/sizes", test_sizes);
  return g_test_run ();
}
