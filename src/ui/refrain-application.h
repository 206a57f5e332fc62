/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_APPLICATION (refrain_application_get_type ())
G_DECLARE_FINAL_TYPE (RefrainApplication, refrain_application, REFRAIN, APPLICATION, AdwApplication)

RefrainApplication *refrain_application_new (void);

G_END_DECLS
