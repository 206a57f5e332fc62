/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RefrainRepeat:
 * @REFRAIN_REPEAT_OFF: stop after the last
 * @REFRAIN_REPEAT_ALL: begin again after the last
 * @REFRAIN_REPEAT_ONE: play the same again when it ends; a pressed Next still moves on
 */
typedef enum
{
  REFRAIN_REPEAT_OFF,
  REFRAIN_REPEAT_ALL,
  REFRAIN_REPEAT_ONE,
} RefrainRepeat;

/**
 * RefrainQueue:
 *
 * The songs to play, as a value: a list of ids, the current one, repeat and shuffle. An *index*
 * counts in list order, a *place* in play order; both are the same without shuffle. The same id may
 * stand in the queue more than once.
 */
typedef struct _RefrainQueue RefrainQueue;

#define REFRAIN_TYPE_QUEUE (refrain_queue_get_type ())
GType refrain_queue_get_type (void);

RefrainQueue *refrain_queue_new (guint32 seed);
RefrainQueue *refrain_queue_copy (const RefrainQueue *self);
void refrain_queue_free (RefrainQueue *self);

guint refrain_queue_get_size (const RefrainQueue *self);
const char *refrain_queue_get_id (const RefrainQueue *self, guint index);
int refrain_queue_find (const RefrainQueue *self, const char *id);
int refrain_queue_get_current_index (const RefrainQueue *self);
const char *refrain_queue_get_current (const RefrainQueue *self);
int refrain_queue_get_place (const RefrainQueue *self);
int refrain_queue_get_index_at (const RefrainQueue *self, guint place);

RefrainRepeat refrain_queue_get_repeat (const RefrainQueue *self);
void refrain_queue_set_repeat (RefrainQueue *self, RefrainRepeat repeat);
gboolean refrain_queue_get_shuffle (const RefrainQueue *self);
void refrain_queue_set_shuffle (RefrainQueue *self, gboolean shuffle);

void refrain_queue_start (RefrainQueue *self, const char *const *ids, guint n_ids, int index);
void refrain_queue_set_items (RefrainQueue *self, const char *const *ids, guint n_ids);
void refrain_queue_insert_next (RefrainQueue *self, const char *const *ids, guint n_ids);
void refrain_queue_append (RefrainQueue *self, const char *const *ids, guint n_ids);
gboolean refrain_queue_remove (RefrainQueue *self, guint index);
void refrain_queue_move (RefrainQueue *self, guint from, guint to);
void refrain_queue_clear (RefrainQueue *self);

const char *refrain_queue_jump (RefrainQueue *self, guint index);
const char *refrain_queue_next (RefrainQueue *self);
const char *refrain_queue_advance (RefrainQueue *self);
const char *refrain_queue_previous (RefrainQueue *self);
const char *refrain_queue_peek_next (const RefrainQueue *self);
const char *refrain_queue_peek_advance (const RefrainQueue *self);
const char *refrain_queue_peek_previous (const RefrainQueue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainQueue, refrain_queue_free)

G_END_DECLS
