/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip-facts.h"
#include "refrain-states.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_STATE_PILL (refrain_state_pill_get_type ())
G_DECLARE_FINAL_TYPE (RefrainStatePill, refrain_state_pill, REFRAIN, STATE_PILL, GtkWidget)

GtkWidget *refrain_state_pill_new (void);
void refrain_state_pill_set_task_state (RefrainStatePill *self,
                                        RefrainTaskState state,
                                        const char *word);
void refrain_state_pill_set_clip_facts (RefrainStatePill *self, const RefrainClipFacts *facts);
void refrain_state_pill_set_text (RefrainStatePill *self, const char *text, const char *style);
const char *refrain_state_pill_get_text (RefrainStatePill *self);

G_END_DECLS
