/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-covers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkListItemFactory *refrain_songs_factory_new_cards (RefrainCovers *covers);
GtkListItemFactory *refrain_songs_factory_new_rows (RefrainCovers *covers, GtkWidget *page);

G_END_DECLS
