/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-covers.h"
#include "refrain-forms.h"
#include "refrain-library.h"
#include "refrain-playback.h"
#include "refrain-saver.h"
#include "refrain-submitter.h"
#include "refrain-watcher.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_CONTEXT (refrain_context_get_type ())
G_DECLARE_FINAL_TYPE (RefrainContext, refrain_context, REFRAIN, CONTEXT, GObject)

RefrainContext *
refrain_context_new (const char *data_dir, const char *cache_dir, gboolean use_keyring);
const char *refrain_context_get_data_dir (RefrainContext *self);
RefrainLibrary *refrain_context_get_library (RefrainContext *self);
RefrainCovers *refrain_context_get_covers (RefrainContext *self);
RefrainSaver *refrain_context_get_saver (RefrainContext *self);
RefrainSubmitter *refrain_context_get_submitter (RefrainContext *self);
RefrainForms *refrain_context_get_forms (RefrainContext *self);
void refrain_context_start_services (RefrainContext *self);
RefrainWatcher *refrain_context_get_watcher (RefrainContext *self);
RefrainPlayback *refrain_context_get_playback (RefrainContext *self);
char *refrain_context_dup_default_folder (void);

G_END_DECLS
