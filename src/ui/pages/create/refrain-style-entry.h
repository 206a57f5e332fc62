/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_STYLE_ENTRY (refrain_style_entry_get_type ())
G_DECLARE_FINAL_TYPE (RefrainStyleEntry, refrain_style_entry, REFRAIN, STYLE_ENTRY, AdwEntryRow)

void refrain_style_entry_set_styles (RefrainStyleEntry *self, const char *const *styles);
void refrain_style_entry_set_limit (RefrainStyleEntry *self, guint limit);
guint refrain_style_entry_get_n_suggestions (RefrainStyleEntry *self);

G_END_DECLS
