/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-queue.h"
#include "refrain-track.h"

#include <stdlib.h>

/* Queues are written as words: "a b c" are three ids. */
static void
start (RefrainQueue *queue, const char *words, int index)
{
  g_auto (GStrv) ids = g_strsplit (words, " ", -1);
  refrain_queue_start (queue, (const char *const *) ids, g_strv_length (ids), index);
}

static char *
describe (RefrainQueue *queue)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < refrain_queue_get_size (queue); i++)
    {
      gboolean current = (int) i == refrain_queue_get_current_index (queue);
      g_string_append_printf (text, "%s%s%s", i == 0 ? "" : " ", refrain_queue_get_id (queue, i),
                              current ? "*" : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_queue (RefrainQueue *queue, const char *expected)
{
  g_autofree char *text = describe (queue);
  g_assert_cmpstr (text, ==, expected);
}

/* Every index must stand in the play order once. */
static void
assert_permutation (RefrainQueue *queue)
{
  guint n = refrain_queue_get_size (queue);
  g_autofree gboolean *seen = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    {
      int index = refrain_queue_get_index_at (queue, i);
      g_assert_cmpint (index, >=, 0);
      g_assert_cmpint (index, <, n);
      g_assert_false (seen[index]);
      seen[index] = TRUE;
    }
  g_assert_cmpint (refrain_queue_get_index_at (queue, n), ==, -1);
  int place = refrain_queue_get_place (queue);
  g_assert_cmpint (place < 0 ? -1 : refrain_queue_get_index_at (queue, (guint) place), ==,
                   refrain_queue_get_current_index (queue));
}

typedef struct
{
  const char *ids;
  int index;
  RefrainRepeat repeat;
  const char *steps; /* n next, a advance, p previous, 0-9 jump */
  const char *heard; /* one id per step; "-" for none */
} WalkCase;

static const WalkCase walks[] = {
  { "a b c", 0, REFRAIN_REPEAT_OFF, "nnnn", "b c - -" },
  { "a b c", 0, REFRAIN_REPEAT_OFF, "aaaa", "b c - -" },
  { "a b c", 1, REFRAIN_REPEAT_OFF, "pppn", "a - - b" },
  { "a b c", -1, REFRAIN_REPEAT_OFF, "na", "a b" },
  { "a b c", -1, REFRAIN_REPEAT_OFF, "p", "-" },
  { "a b c", 2, REFRAIN_REPEAT_ALL, "nnpp", "a b a c" },
  { "a b c", 2, REFRAIN_REPEAT_ALL, "aa", "a b" },
  { "a b c", 1, REFRAIN_REPEAT_ONE, "aaana", "b b b c c" },
  { "a b c", 2, REFRAIN_REPEAT_ONE, "n", "a" },
  { "a", 0, REFRAIN_REPEAT_ALL, "anp", "a a a" },
  { "a", 0, REFRAIN_REPEAT_OFF, "anp", "- - -" },
  { "a b c d", 0, REFRAIN_REPEAT_OFF, "3p1n", "d c b c" },
  { "a a b", 0, REFRAIN_REPEAT_OFF, "nnp", "a b a" },
};

static void
test_walk (gconstpointer data)
{
  const WalkCase *c = data;
  g_autoptr (RefrainQueue) queue = refrain_queue_new (1);
  g_auto (GStrv) heard = g_strsplit (c->heard, " ", -1);

  start (queue, c->ids, c->index);
  refrain_queue_set_repeat (queue, c->repeat);
  for (guint i = 0; c->steps[i] != '\0'; i++)
    {
      const char *peeked = NULL, *got = NULL;
      switch (c->steps[i])
        {
        case 'n':
          peeked = refrain_queue_peek_next (queue);
          got = refrain_queue_next (queue);
          break;
        case 'a':
          peeked = refrain_queue_peek_advance (queue);
          got = refrain_queue_advance (queue);
          break;
        case 'p':
          peeked = refrain_queue_peek_previous (queue);
          got = refrain_queue_previous (queue);
          break;
        default:
          peeked = got = refrain_queue_jump (queue, (guint) (c->steps[i] - '0'));
        }
      g_assert_cmpstr (got == NULL ? "-" : got, ==, heard[i]);
      g_assert_cmpstr (peeked, ==, got);
      if (got != NULL)
        g_assert_cmpstr (refrain_queue_get_current (queue), ==, got);
    }
}

typedef struct
{
  const char *ids;
  int index;
  const char *call; /* set, next, append: with words; remove, move: with numbers */
  const char *arguments;
  const char *expected;
} EditCase;

static const EditCase edits[] = {
  { "a b c", 1, "set", "x b y", "x b* y" },      { "a b c", 1, "set", "x y", "x y" },
  { "a b c", 1, "set", "c b a", "c b* a" },      { "a b a", 2, "set", "a a a", "a a* a" },
  { "a b a", 2, "set", "b a", "b a*" },          { "a b c", 0, "next", "x y", "a* x y b c" },
  { "a b c", 2, "next", "x", "a b c* x" },       { "a b c", -1, "next", "x", "x a b c" },
  { "a b c", 0, "append", "x y", "a* b c x y" }, { "a b c", 1, "remove", "1", "a c*" },
  { "a b c", 2, "remove", "2", "a b" },          { "a b c", 2, "remove", "0", "b c*" },
  { "a b c", 0, "remove", "2", "a* b" },         { "a", 0, "remove", "0", "" },
  { "a b c d", 0, "move", "0 3", "b c d a*" },   { "a b c d", 2, "move", "3 0", "d a b c*" },
  { "a b c d", 2, "move", "0 2", "b c* a d" },   { "a b c d", -1, "move", "0 2", "b c a d" },
};

static void
edit (RefrainQueue *queue, const EditCase *c)
{
  g_auto (GStrv) words = g_strsplit (c->arguments, " ", -1);
  const char *const *ids = (const char *const *) words;
  guint n = g_strv_length (words);

  if (g_str_equal (c->call, "set"))
    refrain_queue_set_items (queue, ids, n);
  else if (g_str_equal (c->call, "next"))
    refrain_queue_insert_next (queue, ids, n);
  else if (g_str_equal (c->call, "append"))
    refrain_queue_append (queue, ids, n);
  else if (g_str_equal (c->call, "remove"))
    {
      gboolean was_current = refrain_queue_get_current_index (queue) == atoi (words[0]);
      g_assert_true (refrain_queue_remove (queue, (guint) atoi (words[0])) == was_current);
    }
  else
    refrain_queue_move (queue, (guint) atoi (words[0]), (guint) atoi (words[1]));
}

static void
test_edit (gconstpointer data)
{
  const EditCase *c = data;
  g_autoptr (RefrainQueue) queue = refrain_queue_new (1);

  start (queue, c->ids, c->index);
  edit (queue, c);
  assert_queue (queue, c->expected);
  assert_permutation (queue);
  for (guint i = 0; i < refrain_queue_get_size (queue); i++)
    g_assert_cmpint (refrain_queue_get_index_at (queue, i), ==, i);

  /* Shuffled, the list is the same, and each song still comes once. */
  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (RefrainQueue) shuffled = refrain_queue_new (seed);
      g_autofree char *id = NULL;
      start (shuffled, c->ids, c->index);
      refrain_queue_set_shuffle (shuffled, TRUE);
      id = g_strdup (refrain_queue_get_current (shuffled));
      edit (shuffled, c);
      assert_permutation (shuffled);
      if (!g_str_equal (c->call, "remove"))
        assert_queue (shuffled, c->expected);
      if (g_str_equal (c->call, "move"))
        g_assert_cmpstr (refrain_queue_get_current (shuffled), ==, id);
    }
}

static void
test_shuffle (void)
{
  g_autoptr (RefrainQueue) queue = refrain_queue_new (42);
  g_autoptr (GString) heard = g_string_new ("c");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  start (queue, "a b c d e f g h", 2);
  refrain_queue_set_shuffle (queue, TRUE);
  g_assert_cmpstr (refrain_queue_get_current (queue), ==, "c");
  g_hash_table_add (seen, (gpointer) refrain_queue_get_current (queue));
  for (const char *id; (id = refrain_queue_advance (queue)) != NULL;)
    {
      g_assert_true (g_hash_table_add (seen, (gpointer) id));
      g_string_append (heard, id);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 8);
  g_assert_cmpstr (heard->str, !=, "cdefghab");
  for (guint i = 7; i > 0; i--)
    g_assert_cmpint (*refrain_queue_previous (queue), ==, heard->str[i - 1]);
  g_assert_null (refrain_queue_previous (queue));

  /* A copy goes on alike. */
  g_autoptr (RefrainQueue) copy = refrain_queue_copy (queue);
  g_assert_cmpstr (refrain_queue_next (copy), ==, refrain_queue_next (queue));

  /* Off again: list order from the current song on. */
  refrain_queue_jump (queue, 5);
  refrain_queue_set_shuffle (queue, FALSE);
  g_assert_cmpstr (refrain_queue_next (queue), ==, "g");
}

static void
test_shuffle_jump (void)
{
  for (guint32 seed = 0; seed < 50; seed++)
    {
      g_autoptr (RefrainQueue) queue = refrain_queue_new (seed);
      start (queue, "a b c d e f", 0);
      refrain_queue_set_shuffle (queue, TRUE);
      refrain_queue_next (queue);
      g_autofree char *before = g_strdup (refrain_queue_get_current (queue));
      int target = refrain_queue_get_index_at (queue, seed % 6);
      if (target == refrain_queue_get_current_index (queue))
        continue;
      refrain_queue_jump (queue, (guint) target);
      assert_permutation (queue);
      g_assert_cmpint (refrain_queue_get_current_index (queue), ==, target);
      g_assert_cmpstr (refrain_queue_peek_previous (queue), ==, before);
    }
}

static void
test_shuffle_keeps_heard (void)
{
  static const char *const later[] = { "h", "g", "f", "x", "e", "d", "c", "b", "a", "y" };
  static const char *const next[] = { "n1", "n2" };

  for (guint32 seed = 0; seed < 50; seed++)
    {
      g_autoptr (RefrainQueue) queue = refrain_queue_new (seed);
      start (queue, "a b c d e f g h", 0);
      refrain_queue_set_shuffle (queue, TRUE);
      refrain_queue_next (queue);
      refrain_queue_next (queue);
      g_autofree char *second = g_strdup (refrain_queue_peek_previous (queue));
      g_autofree char *current = g_strdup (refrain_queue_get_current (queue));
      refrain_queue_set_items (queue, later, G_N_ELEMENTS (later));
      assert_permutation (queue);
      g_assert_cmpstr (refrain_queue_get_current (queue), ==, current);
      g_assert_cmpstr (refrain_queue_peek_previous (queue), ==, second);
      g_assert_cmpint (refrain_queue_get_place (queue), ==, 2);
      refrain_queue_insert_next (queue, next, 2);
      assert_permutation (queue);
      g_assert_cmpstr (refrain_queue_next (queue), ==, "n1");
      g_assert_cmpstr (refrain_queue_next (queue), ==, "n2");
      g_assert_cmpstr (refrain_queue_peek_previous (queue), ==, "n1");
    }
}

/* Over many seeds each song must come second about as often as any other. */
static void
test_shuffle_is_fair (void)
{
  guint counts[5] = { 0 };

  for (guint32 seed = 0; seed < 4000; seed++)
    {
      static const char *const more[] = { "d", "e" };
      g_autoptr (RefrainQueue) queue = refrain_queue_new (seed);
      start (queue, "a b c", 0);
      refrain_queue_set_shuffle (queue, TRUE);
      refrain_queue_append (queue, more, 2);
      counts[*refrain_queue_next (queue) - 'a']++;
    }
  g_assert_cmpuint (counts[0], ==, 0);
  for (guint i = 1; i < 5; i++)
    {
      g_assert_cmpuint (counts[i], >, 850);
      g_assert_cmpuint (counts[i], <, 1150);
    }
}

static void
test_large (void)
{
  const guint n = 100000;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RefrainQueue) queue = refrain_queue_new (7);
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, g_strdup_printf ("clip-%u", i));
  refrain_queue_start (queue, (const char *const *) ids->pdata, n / 2, 10);
  refrain_queue_set_shuffle (queue, TRUE);
  refrain_queue_append (queue, (const char *const *) ids->pdata + n / 2, n / 2);
  refrain_queue_set_items (queue, (const char *const *) ids->pdata, n);
  for (guint i = 0; i < 1000; i++)
    g_assert_nonnull (refrain_queue_next (queue));
  refrain_queue_jump (queue, n - 1);
  refrain_queue_remove (queue, 0);
  assert_permutation (queue);
  g_test_message ("%d ms", (int) ((g_get_monotonic_time () - begin) / 1000));
  refrain_queue_clear (queue);
  g_assert_cmpuint (refrain_queue_get_size (queue), ==, 0);
  g_assert_null (refrain_queue_next (queue));
}

static void
test_find (void)
{
  g_autoptr (RefrainQueue) queue = refrain_queue_new (1);

  start (queue, "a b a", -1);
  g_assert_cmpint (refrain_queue_find (queue, "a"), ==, 0);
  g_assert_cmpint (refrain_queue_find (queue, "b"), ==, 1);
  g_assert_cmpint (refrain_queue_find (queue, "z"), ==, -1);
  g_assert_null (refrain_queue_get_id (queue, 3));
  g_assert_cmpint (refrain_queue_get_current_index (queue), ==, -1);
}

static void
test_track (void)
{
  char title[] = "Tide";
  RefrainTrackInfo info = { .id = "1", .title = title, .length_us = 0 };
  g_autoptr (RefrainTrack) track = refrain_track_new (&info);
  g_autoptr (RefrainTrack) same = refrain_track_new (&info);

  title[0] = 'B';
  g_autoptr (RefrainTrack) other = refrain_track_new (&info);
  g_assert_cmpstr (refrain_track_get_info (track)->title, ==, "Tide");
  g_assert_cmpint (refrain_track_get_info (track)->length_us, ==, -1);
  g_assert_true (refrain_track_equal (track, same));
  g_assert_false (refrain_track_equal (track, other));
  g_assert_false (refrain_track_equal (track, NULL));
  g_assert_true (refrain_track_equal (NULL, NULL));

  g_auto (GValue) value = G_VALUE_INIT;
  g_value_init (&value, REFRAIN_TYPE_TRACK);
  g_value_set_boxed (&value, track);
  g_assert_true (g_value_get_boxed (&value) == track);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/queue/walk/%02u", i);
      g_test_add_data_func (path, &walks[i], test_walk);
    }
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *path = g_strdup_printf ("/queue/edit/%02u-%s", i, edits[i].call);
      g_test_add_data_func (path, &edits[i], test_edit);
    }
  g_test_add_func ("/queue/shuffle", test_shuffle);
  g_test_add_func ("/queue/shuffle-jump", test_shuffle_jump);
  g_test_add_func ("/queue/shuffle-keeps-heard", test_shuffle_keeps_heard);
  g_test_add_func ("/queue/shuffle-is-fair", test_shuffle_is_fair);
  g_test_add_func ("/queue/large", test_large);
  g_test_add_func ("/queue/find", test_find);
  g_test_add_func ("/track", test_track);
  return g_test_run ();
}
