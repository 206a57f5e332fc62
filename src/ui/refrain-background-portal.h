/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_BACKGROUND_PORTAL (refrain_background_portal_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainBackgroundPortal, refrain_background_portal, REFRAIN, BACKGROUND_PORTAL, GObject)

RefrainBackgroundPortal *refrain_background_portal_new (GDBusConnection *connection);
void refrain_background_portal_request (RefrainBackgroundPortal *self);

G_END_DECLS
