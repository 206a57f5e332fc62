/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_ERROR_PRESENTER (refrain_error_presenter_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainErrorPresenter, refrain_error_presenter, REFRAIN, ERROR_PRESENTER, GObject)

RefrainErrorPresenter *refrain_error_presenter_new (AdwToastOverlay *overlay);
void refrain_error_presenter_show (RefrainErrorPresenter *self,
                                   const char *summary,
                                   const GError *error);
void refrain_error_presenter_toast (RefrainErrorPresenter *self, const char *text);
void refrain_error_presenter_offer (RefrainErrorPresenter *self,
                                    const char *text,
                                    const char *label,
                                    GCallback clicked,
                                    gpointer data,
                                    GClosureNotify destroy_data);
char *refrain_error_presenter_describe (const GError *error);

G_END_DECLS
