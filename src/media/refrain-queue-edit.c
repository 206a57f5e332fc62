/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What changes the list: start, set, insert, append, remove, move. */

#include "refrain-queue-private.h"

/* Mixes new indexes into what comes after the current song, each place as likely as any other. What
 * was dealt before keeps its order. */
static void
deal_in (RefrainQueue *self, GArray *added)
{
  guint first = (guint) (self->place + 1);
  guint n_old = self->order->len - first;
  guint n_new = added->len;
  GArray *mixed = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->order->len + n_new);

  refrain_queue_shuffle_vals (self, (guint *) (gpointer) added->data, n_new);
  g_array_append_vals (mixed, self->order->data, first);
  for (guint old = 0, fresh = 0; old < n_old || fresh < n_new;)
    {
      guint left = n_old - old + n_new - fresh;
      gboolean is_new = (guint) g_rand_int_range (self->rand, 0, (gint32) left) < n_new - fresh;
      guint index = is_new ? g_array_index (added, guint, fresh++)
                           : refrain_queue_index_at (self, first + old++);
      g_array_append_val (mixed, index);
    }
  g_array_unref (self->order);
  self->order = mixed;
}

/**
 * refrain_queue_start:
 * @self: a queue
 * @ids: (array length=n_ids): what to play
 * @n_ids: how many
 * @index: the one to begin with, or -1 to leave it to refrain_queue_next()
 *
 * Begins something new: what was heard before is forgotten.
 */
void
refrain_queue_start (RefrainQueue *self, const char *const *ids, guint n_ids, int index)
{
  g_return_if_fail (index < (int) n_ids);

  g_ptr_array_unref (self->ids);
  self->ids = refrain_queue_new_ids (ids, n_ids);
  refrain_queue_deal (self, index);
}

/* Puts n indexes from index on into the order at place, making room for them in the numbering. */
static void
insert_order (RefrainQueue *self, guint index, guint n, guint place)
{
  for (guint i = 0; i < self->order->len; i++)
    if (refrain_queue_index_at (self, i) >= index)
      g_array_index (self->order, guint, i) += n;

  g_autofree guint *added = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    added[i] = index + i;
  g_array_insert_vals (self->order, place, added, n);
  if (self->place >= (int) place)
    self->place += (int) n;
}

static void
insert_ids (RefrainQueue *self, const char *const *ids, guint n_ids, guint index)
{
  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_insert (self->ids, (int) (index + i), g_ref_string_new (ids[i]));
}

/* For each index of the new list, in list order, the next one with the same id. */
static GHashTable *
chain_indexes (const GPtrArray *ids, int *following)
{
  GHashTable *first = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = ids->len; i-- > 0;)
    {
      const char *id = g_ptr_array_index (ids, i);
      following[i] = GPOINTER_TO_INT (g_hash_table_lookup (first, id)) - 1;
      g_hash_table_insert (first, (gpointer) id, GINT_TO_POINTER (i + 1));
    }
  return first;
}

static int
take_index (GHashTable *first, const int *following, const char *id)
{
  int index = GPOINTER_TO_INT (g_hash_table_lookup (first, id)) - 1;
  if (index >= 0)
    g_hash_table_replace (first, (gpointer) id, GINT_TO_POINTER (following[index] + 1));
  return index;
}

/* Which index of the new list the current one is: among equal ids the one with the same rank. */
static int
find_current_in (const RefrainQueue *self, const GPtrArray *ids)
{
  const char *current = refrain_queue_get_current (self);
  int rank = 0, found = -1;
  if (current == NULL)
    return -1;
  for (int i = 0; i < refrain_queue_get_current_index (self); i++)
    rank += g_str_equal (g_ptr_array_index (self->ids, i), current);
  for (guint i = 0; i < ids->len && rank >= 0; i++)
    if (g_str_equal (g_ptr_array_index (ids, i), current))
      {
        found = (int) i;
        rank--;
      }
  return found;
}

/* The shuffled order over the new list: what was dealt stays as it was, what is new is dealt in
 * after the current song. */
static void
carry_order_over (RefrainQueue *self, GPtrArray *ids, int current)
{
  g_autofree int *following = g_new (int, ids->len + 1);
  g_autoptr (GHashTable) first = chain_indexes (ids, following);
  g_autofree gboolean *dealt = g_new0 (gboolean, ids->len + 1);
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (guint), ids->len);
  int place = -1;

  for (guint i = 0; i < self->order->len; i++)
    {
      int index = (int) i == self->place
                      ? current
                      : take_index (
                          first, following,
                          g_ptr_array_index (self->ids, refrain_queue_index_at (self, i)));
      if (index == current && (int) i != self->place && index >= 0)
        index = take_index (first, following,
                            g_ptr_array_index (self->ids, refrain_queue_index_at (self, i)));
      if (index < 0)
        continue;
      if ((int) i == self->place)
        place = (int) order->len;
      dealt[index] = TRUE;
      g_array_append_val (order, index);
    }
  GArray *added = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < ids->len; i++)
    if (!dealt[i])
      g_array_append_val (added, i);
  g_array_unref (self->order);
  self->order = order;
  self->place = place;
  deal_in (self, added);
  g_array_unref (added);
}

/**
 * refrain_queue_set_items:
 * @self: a queue
 * @ids: (array length=n_ids): what is in the list now
 * @n_ids: how many
 *
 * The list behind the queue has changed: the current song stays current when it is still there,
 * what was heard and what was dealt keep their order. When the current song has gone there is
 * none, and refrain_queue_next() begins again.
 */
void
refrain_queue_set_items (RefrainQueue *self, const char *const *ids, guint n_ids)
{
  g_autoptr (GPtrArray) fresh = refrain_queue_new_ids (ids, n_ids);
  int current = find_current_in (self, fresh);

  if (self->shuffle)
    carry_order_over (self, fresh, current);
  g_ptr_array_unref (self->ids);
  self->ids = g_steal_pointer (&fresh);
  if (!self->shuffle)
    refrain_queue_deal (self, current);
}

/**
 * refrain_queue_insert_next:
 * @self: a queue
 * @ids: (array length=n_ids): what to play after the current song
 * @n_ids: how many
 *
 * With shuffle too these come next, in this order.
 */
void
refrain_queue_insert_next (RefrainQueue *self, const char *const *ids, guint n_ids)
{
  guint index = (guint) (refrain_queue_get_current_index (self) + 1);
  insert_ids (self, ids, n_ids, index);
  insert_order (self, index, n_ids, (guint) (self->place + 1));
}

/**
 * refrain_queue_append:
 * @self: a queue
 * @ids: (array length=n_ids): what to add at the end of the list
 * @n_ids: how many
 *
 * With shuffle each is dealt in somewhere after the current song.
 */
void
refrain_queue_append (RefrainQueue *self, const char *const *ids, guint n_ids)
{
  GArray *added = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n_ids; i++)
    {
      guint index = self->ids->len;
      g_ptr_array_add (self->ids, g_ref_string_new (ids[i]));
      g_array_append_val (added, index);
    }
  if (self->shuffle)
    deal_in (self, added);
  else
    g_array_append_vals (self->order, added->data, added->len);
  g_array_unref (added);
}

/**
 * refrain_queue_remove:
 * @self: a queue
 * @index: where in the list
 *
 * When the current song is removed the one after it in play order becomes current, or none after
 * the last.
 *
 * Returns: whether the current song is another one now
 */
gboolean
refrain_queue_remove (RefrainQueue *self, guint index)
{
  g_return_val_if_fail (index < self->ids->len, FALSE);

  int place = refrain_queue_find_place (self, index);
  gboolean was_current = place == self->place;

  g_ptr_array_remove_index (self->ids, index);
  g_array_remove_index (self->order, (guint) place);
  for (guint i = 0; i < self->order->len; i++)
    if (refrain_queue_index_at (self, i) > index)
      g_array_index (self->order, guint, i)--;
  if (place < self->place)
    self->place--;
  else if (was_current && self->place >= (int) self->order->len)
    self->place = -1;
  return was_current;
}

/**
 * refrain_queue_move:
 * @self: a queue
 * @from: the index of a song
 * @to: the index it shall have
 *
 * Changes the list; a shuffled play order stays as it is.
 */
void
refrain_queue_move (RefrainQueue *self, guint from, guint to)
{
  g_return_if_fail (from < self->ids->len && to < self->ids->len);

  int current = refrain_queue_get_current_index (self);
  g_ptr_array_insert (self->ids, (int) to, g_ptr_array_steal_index (self->ids, from));
  for (guint i = 0; i < self->order->len; i++)
    {
      guint index = refrain_queue_index_at (self, i);
      if (index == from)
        index = to;
      else if ((index > from) && (index <= to))
        index--;
      else if ((index >= to) && (index < from))
        index++;
      g_array_index (self->order, guint, i) = index;
    }
  if (!self->shuffle)
    refrain_queue_deal (self,
                        current < 0 ? -1 : (int) refrain_queue_index_at (self, (guint) current));
}

/**
 * refrain_queue_clear:
 * @self: a queue
 *
 * Empties it; repeat and shuffle stay.
 */
void
refrain_queue_clear (RefrainQueue *self)
{
  refrain_queue_start (self, NULL, 0, -1);
}
