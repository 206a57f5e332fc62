/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SIDEBAR (refrain_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSidebar, refrain_sidebar, REFRAIN, SIDEBAR, GtkWidget)

RefrainSidebar *refrain_sidebar_new (RefrainLibrary *library);
void refrain_sidebar_select (RefrainSidebar *self, const char *view);

G_END_DECLS
