/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-save-item.h"

G_BEGIN_DECLS

RefrainSaveItem *refrain_save_item_new (RefrainClip *clip,
                                        RefrainFileKind kind,
                                        const char *folder,
                                        const char *name_template);
GCancellable *refrain_save_item_get_cancellable (RefrainSaveItem *self);
const char *refrain_save_item_get_folder (RefrainSaveItem *self);
const char *refrain_save_item_get_name_template (RefrainSaveItem *self);
void refrain_save_item_set_state (RefrainSaveItem *self, RefrainSaveState state);
void refrain_save_item_set_progress (RefrainSaveItem *self, gint64 received, gint64 total);
void refrain_save_item_finish (RefrainSaveItem *self, const char *path, gboolean was_known);
void refrain_save_item_fail (RefrainSaveItem *self, const GError *error);

G_END_DECLS
