/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-request.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_CREATE_FORM (refrain_create_form_get_type ())
G_DECLARE_FINAL_TYPE (RefrainCreateForm, refrain_create_form, REFRAIN, CREATE_FORM, GtkWidget)

void refrain_create_form_set_context (RefrainCreateForm *self, RefrainContext *context);
RefrainRequest *refrain_create_form_dup_request (RefrainCreateForm *self);
RefrainRequest *refrain_create_form_dup_outgoing (RefrainCreateForm *self);
void refrain_create_form_make_like (RefrainCreateForm *self, const RefrainRequest *request);
void refrain_create_form_set_request (RefrainCreateForm *self, const RefrainRequest *request);
RefrainSource *refrain_create_form_get_source (RefrainCreateForm *self);
void refrain_create_form_choose_source (RefrainCreateForm *self, const char *name);
char *refrain_create_form_find_flaw (RefrainCreateForm *self, GtkWidget **place);
void refrain_create_form_show_flaw (RefrainCreateForm *self);
void refrain_create_form_focus (RefrainCreateForm *self);
void refrain_create_form_reload_suggestions (RefrainCreateForm *self);
void
refrain_create_form_insert_lyrics (RefrainCreateForm *self, const char *title, const char *lyrics);
void refrain_create_form_undo_lyrics (RefrainCreateForm *self);

G_END_DECLS
