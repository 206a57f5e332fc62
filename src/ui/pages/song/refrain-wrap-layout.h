/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_WRAP_LAYOUT (refrain_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainWrapLayout, refrain_wrap_layout, REFRAIN, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
