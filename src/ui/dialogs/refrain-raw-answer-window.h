/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_RAW_ANSWER_WINDOW (refrain_raw_answer_window_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainRawAnswerWindow, refrain_raw_answer_window, REFRAIN, RAW_ANSWER_WINDOW, AdwWindow)

GtkWidget *refrain_raw_answer_window_new (RefrainContext *context, gint64 task_row);
guint refrain_raw_answer_window_get_n_matches (RefrainRawAnswerWindow *self);

G_END_DECLS
