/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SAVING_PAGE (refrain_saving_page_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainSavingPage, refrain_saving_page, REFRAIN, SAVING_PAGE, AdwPreferencesPage)

void refrain_saving_page_set_context (RefrainSavingPage *self,
                                      RefrainContext *context,
                                      GSettings *settings);
const char *refrain_saving_page_get_preview (RefrainSavingPage *self);

G_END_DECLS
