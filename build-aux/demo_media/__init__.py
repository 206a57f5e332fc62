# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Music, pictures and videos of the demo gateway, all computed from scratch."""
