import type { OfficeHoursTexts } from '../en/office-hours.ts';

export const officeHours: OfficeHoursTexts = {
	limited: 'Répondre seulement aux heures d’ouverture',
	limitedNote: 'En dehors, le widget indique quand vous serez de retour.',
	zoneProblem: 'Choisissez un fuseau horaire dans la liste.',
	from: 'De',
	to: 'À',
	closed: 'Fermé',
	addSpan: (day: string) => `Ajouter des heures le ${day}`,
	removeSpan: (day: string) => `Supprimer les heures du ${day}`,
	copy: 'Copier le lundi sur tous les jours ouvrés',
	spansProblem: 'Chaque heure doit suivre la précédente.',
	openNow: 'Ouvert maintenant',
	opens: (when: string) => `Ouvre ${when}`,
	neverOpen: 'Jamais ouvert',
	closedDay: 'Jour',
	addDay: 'Ajouter',
	removeDay: (day: string) => `Supprimer ${day}`,
	preview: 'Aperçu'
};
