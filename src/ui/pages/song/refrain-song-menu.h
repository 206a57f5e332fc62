/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GMenuModel *refrain_song_menu_new (RefrainClip *clip);

G_END_DECLS
