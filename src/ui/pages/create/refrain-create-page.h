/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-request.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_CREATE_PAGE (refrain_create_page_get_type ())
G_DECLARE_FINAL_TYPE (RefrainCreatePage, refrain_create_page, REFRAIN, CREATE_PAGE, GtkWidget)

GtkWidget *refrain_create_page_new (RefrainContext *context);
AdwHeaderBar *refrain_create_page_get_header (RefrainCreatePage *self);
void refrain_create_page_focus (RefrainCreatePage *self);
RefrainRequest *refrain_create_page_dup_request (RefrainCreatePage *self);
gboolean refrain_create_page_is_ready (RefrainCreatePage *self);
gboolean refrain_create_page_is_sending (RefrainCreatePage *self);
void refrain_create_page_use_request (RefrainCreatePage *self,
                                      const RefrainRequest *request,
                                      const char *gateway);
void refrain_create_page_use_task (RefrainCreatePage *self, RefrainTask *task);
void refrain_create_page_use_clip (RefrainCreatePage *self, RefrainClip *clip);
void refrain_create_page_extend_clip (RefrainCreatePage *self, RefrainClip *clip);

G_END_DECLS
