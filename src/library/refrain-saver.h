/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-covers.h"
#include "refrain-library.h"
#include "refrain-save-item.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_SAVER (refrain_saver_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSaver, refrain_saver, REFRAIN, SAVER, GObject)

/** REFRAIN_DEFAULT_NAME_TEMPLATE: how saved files are named unless the user says otherwise. */
#define REFRAIN_DEFAULT_NAME_TEMPLATE "{title}"

RefrainSaver *refrain_saver_new (RefrainLibrary *library, RefrainCovers *covers);
void refrain_saver_set_folder (RefrainSaver *self, const char *folder);
const char *refrain_saver_get_folder (RefrainSaver *self);
void refrain_saver_set_name_template (RefrainSaver *self, const char *name_template);
void refrain_saver_set_waits (RefrainSaver *self, gboolean waits);
void refrain_saver_save (RefrainSaver *self, RefrainClip *clip, guint kinds);
GListModel *refrain_saver_get_items (RefrainSaver *self);
guint refrain_saver_get_n_unfinished (RefrainSaver *self);
double refrain_saver_get_fraction (RefrainSaver *self);
void refrain_saver_cancel_all (RefrainSaver *self);
void refrain_saver_clear_finished (RefrainSaver *self);

G_END_DECLS
