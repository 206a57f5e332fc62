/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RefrainSaveState: where one file stands on its way to the disk.
 * @REFRAIN_SAVE_QUEUED: waits for its turn
 * @REFRAIN_SAVE_WAITING: waits for the song, which is still being made
 * @REFRAIN_SAVE_FETCHING: is downloaded
 * @REFRAIN_SAVE_PROVING: is checked and tagged
 * @REFRAIN_SAVE_DONE: is on the disk
 * @REFRAIN_SAVE_FAILED: could not be saved
 * @REFRAIN_SAVE_CANCELLED: is not wanted any more
 */
typedef enum
{
  REFRAIN_SAVE_QUEUED,
  REFRAIN_SAVE_WAITING,
  REFRAIN_SAVE_FETCHING,
  REFRAIN_SAVE_PROVING,
  REFRAIN_SAVE_DONE,
  REFRAIN_SAVE_FAILED,
  REFRAIN_SAVE_CANCELLED,
} RefrainSaveState;

#define REFRAIN_TYPE_SAVE_ITEM (refrain_save_item_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSaveItem, refrain_save_item, REFRAIN, SAVE_ITEM, GObject)

RefrainClip *refrain_save_item_get_clip (RefrainSaveItem *self);
RefrainFileKind refrain_save_item_get_kind (RefrainSaveItem *self);
RefrainSaveState refrain_save_item_get_state (RefrainSaveItem *self);
gboolean refrain_save_item_is_finished (RefrainSaveItem *self);
gint64 refrain_save_item_get_received (RefrainSaveItem *self);
gint64 refrain_save_item_get_total (RefrainSaveItem *self);
double refrain_save_item_get_fraction (RefrainSaveItem *self);
const GError *refrain_save_item_get_error (RefrainSaveItem *self);
const char *refrain_save_item_get_path (RefrainSaveItem *self);
gboolean refrain_save_item_was_known (RefrainSaveItem *self);
void refrain_save_item_cancel (RefrainSaveItem *self);

G_END_DECLS
