/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_WELCOME_PAGE (refrain_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (RefrainWelcomePage, refrain_welcome_page, REFRAIN, WELCOME_PAGE, AdwBin)

GtkWidget *refrain_welcome_page_new (RefrainContext *context);
void refrain_welcome_page_set_busy (RefrainWelcomePage *self, gboolean busy, const char *text);

G_END_DECLS
