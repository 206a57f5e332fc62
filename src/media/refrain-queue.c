/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-queue-private.h"

G_DEFINE_BOXED_TYPE (RefrainQueue, refrain_queue, refrain_queue_copy, refrain_queue_free)

GPtrArray *
refrain_queue_new_ids (const char *const *ids, guint n_ids)
{
  GPtrArray *array = g_ptr_array_new_full (n_ids, (GDestroyNotify) g_ref_string_release);
  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_add (array, g_ref_string_new (ids[i]));
  return array;
}

/* Fisher and Yates. */
void
refrain_queue_shuffle_vals (RefrainQueue *self, guint *vals, guint n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (self->rand, 0, (gint32) i);
      guint kept = vals[i - 1];
      vals[i - 1] = vals[j];
      vals[j] = kept;
    }
}

guint
refrain_queue_index_at (const RefrainQueue *self, guint place)
{
  return g_array_index (self->order, guint, place);
}

int
refrain_queue_find_place (const RefrainQueue *self, guint index)
{
  if (!self->shuffle)
    return (int) index;
  for (guint i = 0; i < self->order->len; i++)
    if (refrain_queue_index_at (self, i) == index)
      return (int) i;
  return -1;
}

static void
set_list_order (RefrainQueue *self)
{
  g_array_set_size (self->order, self->ids->len);
  for (guint i = 0; i < self->ids->len; i++)
    g_array_index (self->order, guint, i) = i;
}

/* A new order that begins with index, or with any when index is -1. */
void
refrain_queue_deal (RefrainQueue *self, int index)
{
  set_list_order (self);
  self->place = index;
  if (!self->shuffle)
    return;
  if (index >= 0)
    {
      g_array_index (self->order, guint, 0) = (guint) index;
      g_array_index (self->order, guint, index) = 0;
      self->place = 0;
    }
  guint first = index >= 0 ? 1 : 0;
  if (self->order->len > first)
    refrain_queue_shuffle_vals (self, &g_array_index (self->order, guint, first),
                                self->order->len - first);
}

static const char *
get_id_at (const RefrainQueue *self, int place)
{
  return place < 0 ? NULL
                   : g_ptr_array_index (self->ids, refrain_queue_index_at (self, (guint) place));
}

static int
get_next_place (const RefrainQueue *self, gboolean wrap)
{
  if (self->order->len == 0)
    return -1;
  if (self->place + 1 < (int) self->order->len)
    return self->place + 1;
  return wrap ? 0 : -1;
}

static int
get_advance_place (const RefrainQueue *self)
{
  if (self->repeat == REFRAIN_REPEAT_ONE && self->place >= 0)
    return self->place;
  return get_next_place (self, self->repeat == REFRAIN_REPEAT_ALL);
}

static int
get_previous_place (const RefrainQueue *self)
{
  if (self->place > 0)
    return self->place - 1;
  return self->place == 0 && self->repeat != REFRAIN_REPEAT_OFF ? (int) self->order->len - 1 : -1;
}

static const char *
go_to_place (RefrainQueue *self, int place)
{
  if (place >= 0)
    self->place = place;
  return get_id_at (self, place);
}

/**
 * refrain_queue_new:
 * @seed: makes the shuffles; the same seed and the same calls give the same order
 *
 * Returns: (transfer full): an empty queue
 */
RefrainQueue *
refrain_queue_new (guint32 seed)
{
  RefrainQueue *self = g_new0 (RefrainQueue, 1);
  self->ids = refrain_queue_new_ids (NULL, 0);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->place = -1;
  self->rand = g_rand_new_with_seed (seed);
  return self;
}

/**
 * refrain_queue_copy:
 * @self: a queue
 *
 * Returns: (transfer full): a queue that goes on as @self would
 */
RefrainQueue *
refrain_queue_copy (const RefrainQueue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  RefrainQueue *copy = g_new0 (RefrainQueue, 1);
  copy->ids = g_ptr_array_new_full (self->ids->len, (GDestroyNotify) g_ref_string_release);
  for (guint i = 0; i < self->ids->len; i++)
    g_ptr_array_add (copy->ids, g_ref_string_acquire (g_ptr_array_index (self->ids, i)));
  copy->order = g_array_copy (self->order);
  copy->place = self->place;
  copy->repeat = self->repeat;
  copy->shuffle = self->shuffle;
  copy->rand = g_rand_copy (self->rand);
  return copy;
}

/**
 * refrain_queue_free:
 * @self: (transfer full): a queue
 */
void
refrain_queue_free (RefrainQueue *self)
{
  g_ptr_array_unref (self->ids);
  g_array_unref (self->order);
  g_rand_free (self->rand);
  g_free (self);
}

/**
 * refrain_queue_get_size:
 * @self: a queue
 *
 * Returns: how many songs are in it
 */
guint
refrain_queue_get_size (const RefrainQueue *self)
{
  return self->ids->len;
}

/**
 * refrain_queue_get_id:
 * @self: a queue
 * @index: where in the list
 *
 * Returns: (transfer none) (nullable): the id there, or %NULL past the end
 */
const char *
refrain_queue_get_id (const RefrainQueue *self, guint index)
{
  return index < self->ids->len ? g_ptr_array_index (self->ids, index) : NULL;
}

/**
 * refrain_queue_find:
 * @self: a queue
 * @id: an id
 *
 * Returns: the first index in the list with that id, or -1
 */
int
refrain_queue_find (const RefrainQueue *self, const char *id)
{
  guint index;
  if (g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, &index))
    return (int) index;
  return -1;
}

/**
 * refrain_queue_get_current_index:
 * @self: a queue
 *
 * Returns: where in the list the current song is, or -1
 */
int
refrain_queue_get_current_index (const RefrainQueue *self)
{
  return self->place < 0 ? -1 : (int) refrain_queue_index_at (self, (guint) self->place);
}

/**
 * refrain_queue_get_current:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): the id of the current song
 */
const char *
refrain_queue_get_current (const RefrainQueue *self)
{
  return get_id_at (self, self->place);
}

/**
 * refrain_queue_get_place:
 * @self: a queue
 *
 * Returns: where in the play order the current song is, or -1
 */
int
refrain_queue_get_place (const RefrainQueue *self)
{
  return self->place;
}

/**
 * refrain_queue_get_index_at:
 * @self: a queue
 * @place: where in the play order
 *
 * To show what comes, walk the places after refrain_queue_get_place().
 *
 * Returns: the index in the list, or -1 past the end
 */
int
refrain_queue_get_index_at (const RefrainQueue *self, guint place)
{
  return place < self->order->len ? (int) refrain_queue_index_at (self, place) : -1;
}

/**
 * refrain_queue_get_repeat:
 * @self: a queue
 *
 * Returns: what happens at the end of a song and of the list
 */
RefrainRepeat
refrain_queue_get_repeat (const RefrainQueue *self)
{
  return self->repeat;
}

/**
 * refrain_queue_set_repeat:
 * @self: a queue
 * @repeat: what happens at the end of a song and of the list
 */
void
refrain_queue_set_repeat (RefrainQueue *self, RefrainRepeat repeat)
{
  self->repeat = repeat;
}

/**
 * refrain_queue_get_shuffle:
 * @self: a queue
 *
 * Returns: whether the play order is a shuffled one
 */
gboolean
refrain_queue_get_shuffle (const RefrainQueue *self)
{
  return self->shuffle;
}

/**
 * refrain_queue_set_shuffle:
 * @self: a queue
 * @shuffle: whether to play in a shuffled order
 *
 * Turning it on deals one order in which each song comes once and the current one is first. Turning
 * it off goes on in list order after the current song.
 */
void
refrain_queue_set_shuffle (RefrainQueue *self, gboolean shuffle)
{
  shuffle = !!shuffle;
  if (self->shuffle == shuffle)
    return;
  int current = refrain_queue_get_current_index (self);
  self->shuffle = shuffle;
  refrain_queue_deal (self, current);
}

/**
 * refrain_queue_jump:
 * @self: a queue
 * @index: where in the list
 *
 * Makes that song current. With shuffle it is taken out of its place and put after the current one,
 * so that "previous" leads back to what was heard.
 *
 * Returns: (transfer none) (nullable): its id
 */
const char *
refrain_queue_jump (RefrainQueue *self, guint index)
{
  g_return_val_if_fail (index < self->ids->len, NULL);

  int place = refrain_queue_find_place (self, index);
  if (self->shuffle && place != self->place)
    {
      g_array_remove_index (self->order, (guint) place);
      if (place > self->place)
        self->place++;
      g_array_insert_val (self->order, self->place, index);
      place = self->place;
    }
  return go_to_place (self, place);
}

/**
 * refrain_queue_next:
 * @self: a queue
 *
 * Goes on because the user wants the next song. At the end of the list it stays unless repeat is
 * on.
 *
 * Returns: (transfer none) (nullable): the id of the song that is current now, or %NULL at the end
 */
const char *
refrain_queue_next (RefrainQueue *self)
{
  return go_to_place (self, get_next_place (self, self->repeat != REFRAIN_REPEAT_OFF));
}

/**
 * refrain_queue_advance:
 * @self: a queue
 *
 * Goes on because a song has ended: with %REFRAIN_REPEAT_ONE that is the same song.
 *
 * Returns: (transfer none) (nullable): the id of the song to play, or %NULL when all is played
 */
const char *
refrain_queue_advance (RefrainQueue *self)
{
  return go_to_place (self, get_advance_place (self));
}

/**
 * refrain_queue_previous:
 * @self: a queue
 *
 * Goes back to what was heard before.
 *
 * Returns: (transfer none) (nullable): the id of the song that is current now, or %NULL at the
 * start
 */
const char *
refrain_queue_previous (RefrainQueue *self)
{
  return go_to_place (self, get_previous_place (self));
}

/**
 * refrain_queue_peek_next:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): what refrain_queue_next() would give
 */
const char *
refrain_queue_peek_next (const RefrainQueue *self)
{
  return get_id_at (self, get_next_place (self, self->repeat != REFRAIN_REPEAT_OFF));
}

/**
 * refrain_queue_peek_advance:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): what refrain_queue_advance() would give
 */
const char *
refrain_queue_peek_advance (const RefrainQueue *self)
{
  return get_id_at (self, get_advance_place (self));
}

/**
 * refrain_queue_peek_previous:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): what refrain_queue_previous() would give
 */
const char *
refrain_queue_peek_previous (const RefrainQueue *self)
{
  return get_id_at (self, get_previous_place (self));
}
