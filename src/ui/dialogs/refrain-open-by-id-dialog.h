/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-error-presenter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_OPEN_BY_ID_DIALOG (refrain_open_by_id_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainOpenByIdDialog, refrain_open_by_id_dialog, REFRAIN, OPEN_BY_ID_DIALOG, AdwWindow)

GtkWidget *
refrain_open_by_id_dialog_new (RefrainContext *context, RefrainErrorPresenter *presenter);
void refrain_open_by_id_dialog_set_text (RefrainOpenByIdDialog *self, const char *text);

G_END_DECLS
