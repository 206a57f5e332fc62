/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-mpris.h"
#include "refrain-playback.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_REMOTE (refrain_remote_get_type ())
G_DECLARE_FINAL_TYPE (RefrainRemote, refrain_remote, REFRAIN, REMOTE, GObject)

RefrainRemote *refrain_remote_new (GDBusConnection *connection,
                                   RefrainPlayback *playback,
                                   RefrainCovers *covers,
                                   const char *desktop_entry);
RefrainMpris *refrain_remote_get_mpris (RefrainRemote *self);

G_END_DECLS
